/** Restores the rows of one guild, or of one feature of it. */
@NullMarked
package dev.holdfast.backup.restore;

import org.jspecify.annotations.NullMarked;
