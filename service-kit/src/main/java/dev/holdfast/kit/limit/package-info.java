/** How much of something may happen, at once or in a while, and how long it may take. */
@NullMarked
package dev.holdfast.kit.limit;

import org.jspecify.annotations.NullMarked;
