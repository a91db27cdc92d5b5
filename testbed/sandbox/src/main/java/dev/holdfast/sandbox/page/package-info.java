/** The chat page and its live feed. */
@NullMarked
package dev.holdfast.sandbox.page;

import org.jspecify.annotations.NullMarked;
