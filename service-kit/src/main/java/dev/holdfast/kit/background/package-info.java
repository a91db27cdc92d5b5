/** What works without being asked: rounds of claiming, and what is set aside on them. */
@NullMarked
package dev.holdfast.kit.background;

import org.jspecify.annotations.NullMarked;
