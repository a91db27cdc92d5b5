/** Whatever breaks, operators hear of it once, and of its cause. */
@NullMarked
package dev.holdfast.smoke.health;

import org.jspecify.annotations.NullMarked;
