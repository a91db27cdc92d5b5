/** Dead letters, and checks of the rows that wait. */
@NullMarked
package dev.holdfast.kit.background;

import org.jspecify.annotations.NullMarked;
