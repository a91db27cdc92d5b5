/** Coins for coming back: the daily reward with its streak, and work. */
@NullMarked
package dev.holdfast.economy.earning;

import org.jspecify.annotations.NullMarked;
