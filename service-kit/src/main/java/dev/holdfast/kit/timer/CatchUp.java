package dev.holdfast.kit.timer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** What to do with a timer that runs late, because the service was down. */
public sealed interface CatchUp {

    /** It is done however late: the end of a ban, a role for a while, a refund. */
    record Always() implements CatchUp {}

    /**
     * It is done, and says that it is late: a reminder.
     *
     * @param from late enough to be worth a word
     */
    record WithNote(Duration from) implements CatchUp {}

    /** It is done on the day it was due and not on another: a birthday. */
    record SameDay(ZoneId zone) implements CatchUp {}

    /**
     * It is dropped when it is later than that: an announcement that is stale.
     *
     * @param most still done when so late
     */
    record Within(Duration most) implements CatchUp {}

    /** Whether it is to be done at all now. */
    default boolean stillDone(Instant due, Instant now) {
        return switch (this) {
            case Always(), WithNote _ -> true;
            case SameDay(var zone) ->
                    due.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
            case Within(var most) -> Duration.between(due, now).compareTo(most) <= 0;
        };
    }

    /** Whether it is to say that it is late. */
    default boolean saysLate(Instant due, Instant now) {
        return switch (this) {
            case WithNote(var from) -> Duration.between(due, now).compareTo(from) >= 0;
            case Always(), SameDay _, Within _ -> false;
        };
    }
}
