/** Rate limits, bulkheads and deadlines. */
@NullMarked
package dev.holdfast.kit.limit;

import org.jspecify.annotations.NullMarked;
