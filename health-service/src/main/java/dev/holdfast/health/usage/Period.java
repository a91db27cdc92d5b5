package dev.holdfast.health.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * An hour or a day of one command.
 *
 * @param at when it begins, in UTC
 */
record Period(Span span, Instant at, String command) implements Comparable<Period> {

    private static final Comparator<Period> ORDER =
            Comparator.comparing(Period::span)
                    .thenComparing(Period::at)
                    .thenComparing(Period::command);

    /** How long it is, by its name in the table. */
    enum Span {
        DAY("day", ChronoUnit.DAYS),
        HOUR("hour", ChronoUnit.HOURS);

        private final String word;
        private final ChronoUnit unit;

        Span(String word, ChronoUnit unit) {
            this.word = word;
            this.unit = unit;
        }

        String word() {
            return word;
        }

        static Span of(String word) {
            return word.equals(DAY.word) ? DAY : HOUR;
        }
    }

    static Period of(Span span, Instant at, String command) {
        return new Period(span, at.truncatedTo(span.unit), command);
    }

    @Override
    public int compareTo(Period other) {
        return ORDER.compare(this, other);
    }
}
