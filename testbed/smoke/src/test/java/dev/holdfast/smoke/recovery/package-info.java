/** Everything is lost, and comes back from a snapshot. */
@NullMarked
package dev.holdfast.smoke.recovery;

import org.jspecify.annotations.NullMarked;
