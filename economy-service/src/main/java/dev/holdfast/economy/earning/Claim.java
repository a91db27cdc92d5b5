package dev.holdfast.economy.earning;

import java.time.Instant;

/** What became of something that a member may take again and again. */
sealed interface Claim {

    /**
     * It was taken.
     *
     * @param streak how many times in a row, this one included
     * @param next when it may be taken again
     * @param kept until when that continues the streak
     */
    record Taken(int streak, Instant next, Instant kept) implements Claim {}

    /** It may not be taken before {@code next}. */
    record Cooling(Instant next) implements Claim {}
}
