/** Tests of all of the health service. */
@NullMarked
package dev.holdfast.health;

import org.jspecify.annotations.NullMarked;
