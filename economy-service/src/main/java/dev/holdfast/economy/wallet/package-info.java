/** Balances, payments, history, and adjustments by admins. */
@NullMarked
package dev.holdfast.economy.wallet;

import org.jspecify.annotations.NullMarked;
