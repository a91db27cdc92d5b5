package dev.holdfast.economy.earning;

import java.time.Instant;

/** What became of something that a member may take again and again. */
sealed interface EarningClaim {

    /**
     * It was taken.
     *
     * @param streak how many times in a row, this one included
     * @param next when it may be taken again
     * @param kept until when that continues the streak
     */
    record Taken(int streak, Instant next, Instant kept) implements EarningClaim {}

    /**
     * It may not be taken before {@code next}.
     *
     * @param streak how many times in a row it was taken
     * @param kept until when taking it again continues the streak
     */
    record Cooling(int streak, Instant next, Instant kept) implements EarningClaim {}
}
