package dev.holdfast.economy.ledger;

import dev.holdfast.kit.text.UserText;
import org.jspecify.annotations.Nullable;

/**
 * Coins to be moved, and what their history will say.
 *
 * @param amount 1 to {@link #MOST_HELD}
 * @param memo in a person's own words, at most 200 characters; {@code null}: no words
 */
public record Coins(long amount, Reason reason, @Nullable String memo) {

    /** The most that one member can hold, and so the most that can move at once. */
    public static final long MOST_HELD = 1_000_000_000_000_000L;

    private static final int LONGEST_MEMO = 200;

    public Coins {
        if (amount < 0 || amount > MOST_HELD) {
            throw new IllegalArgumentException("Not an amount of coins: " + amount);
        }
        if (memo != null && UserText.length(memo) > LONGEST_MEMO) {
            throw new IllegalArgumentException("A memo has at most 200 characters.");
        }
    }

    public static Coins of(long amount, Reason reason) {
        return new Coins(amount, reason, null);
    }
}
