package dev.holdfast.roles.connection;

import dev.holdfast.kit.text.Quantity;
import org.jspecify.annotations.Nullable;

/** What came of reading a condition's text. */
sealed interface Parsed {

    record Understood(Condition condition) implements Parsed {}

    /**
     * It cannot be read.
     *
     * @param start where the piece begins that is at fault, in UTF-16 units
     * @param end where it ends; may be {@code start} where something is missing
     * @param number what is wrong with a number; {@code null}: another fault
     */
    record Wrong(Fault fault, String text, int start, int end, Quantity.@Nullable Fault number)
            implements Parsed {

        String piece() {
            return text.substring(start, end);
        }
    }

    /** What is wrong with it. */
    enum Fault {
        EMPTY,
        TOO_LONG,
        TOO_MANY_TERMS,
        TOO_DEEP,
        MISSING_CONDITION,
        MISSING_JOIN,
        MISSING_CLOSE,
        EXTRA_CLOSE,
        UNKNOWN_WORD,
        UNKNOWN_ROLE,
        AMBIGUOUS_ROLE,
        EVERYONE,
        MISSING_COMPARISON,
        MISSING_VALUE,
        NUMBER,
        SHARE,
        DURATION,
        DURATION_BOUNDS
    }
}
