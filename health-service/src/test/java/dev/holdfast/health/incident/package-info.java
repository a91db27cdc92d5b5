/** Tests of incident. */
@NullMarked
package dev.holdfast.health.incident;

import org.jspecify.annotations.NullMarked;
