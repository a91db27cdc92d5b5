/**
 * The double-entry ledger: every coin in accounts, every movement a transfer, nothing overwritten.
 */
@NullMarked
package dev.holdfast.economy.ledger;

import org.jspecify.annotations.NullMarked;
