package dev.holdfast.economy.ledger;

import java.util.List;

/**
 * A page of a member's postings, newest first.
 *
 * @param newer whether there are newer ones than these
 * @param older whether there are older ones than these
 */
public record History(List<Posting> postings, boolean newer, boolean older) {

    public History {
        postings = List.copyOf(postings);
    }

    /** Where a page lies; it stays put while new transfers are made. */
    public sealed interface Position {

        record Newest() implements Position {}

        record OlderThan(long transfer) implements Position {}

        record NewerThan(long transfer) implements Position {}
    }
}
