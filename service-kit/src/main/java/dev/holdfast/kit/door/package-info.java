/** The rate limit of endpoints without a key. */
@NullMarked
package dev.holdfast.kit.door;

import org.jspecify.annotations.NullMarked;
