/** How much of something may happen in a while: kept together over Redis, or by one process. */
@NullMarked
package dev.holdfast.kit.limit;

import org.jspecify.annotations.NullMarked;
