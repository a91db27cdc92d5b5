/** Tests of probe. */
@NullMarked
package dev.holdfast.health.probe;

import org.jspecify.annotations.NullMarked;
