/**
 * Detects rows that were deleted or overwritten outside the bot, and tells those who can restore
 * them.
 */
@NullMarked
package dev.holdfast.backup.detection;

import org.jspecify.annotations.NullMarked;
