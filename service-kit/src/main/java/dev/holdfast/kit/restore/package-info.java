/** Listeners that a service runs after a restore of a guild's rows. */
@NullMarked
package dev.holdfast.kit.restore;

import org.jspecify.annotations.NullMarked;
