package dev.holdfast.economy.ledger;

import dev.holdfast.kit.protocol.UserId;

/**
 * A member's place among all who have coins.
 *
 * @param place from 1; those who have the same share one, and no number is left out; 0: beyond
 *     {@link Ranking#MOST_PLACES}
 */
public record Rank(UserId user, long balance, long place) {}
