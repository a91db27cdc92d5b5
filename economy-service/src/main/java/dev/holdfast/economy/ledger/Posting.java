package dev.holdfast.economy.ledger;

import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a member's history.
 *
 * @param transfer in the order in which they happened
 * @param amount positive when it came, negative when it went
 * @param balance what the member had afterwards
 * @param memo in a person's own words
 */
public record Posting(
        long transfer,
        long amount,
        long balance,
        Counterpart counterpart,
        Reason reason,
        @Nullable String memo,
        Instant at) {

    /** Where the coins came from or went to. */
    public sealed interface Counterpart {

        /** Another member. */
        record Person(UserId user) implements Counterpart {}

        /** Somebody who has been forgotten since. */
        record Forgotten() implements Counterpart {}

        /** The guild itself: its mint or its sink. */
        record Guild() implements Counterpart {}
    }
}
