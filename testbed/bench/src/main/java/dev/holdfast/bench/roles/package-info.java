/** Rules over all members of a guild, and the way from an event to an effect. */
@NullMarked
package dev.holdfast.bench.roles;

import org.jspecify.annotations.NullMarked;
