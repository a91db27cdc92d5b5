package dev.holdfast.economy.ledger;

import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;

/** Coins that a member wants another to have, and the operation that they asked for it by. */
public record Payment(OperationKey operation, UserId payer, UserId payee, Coins coins) {}
