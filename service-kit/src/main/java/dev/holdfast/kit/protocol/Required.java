package dev.holdfast.kit.protocol;

import org.jspecify.annotations.Nullable;

/** JSON leaves a record's field out without a word; the record does not. */
final class Required {

    private Required() {}

    static void field(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("'%s' is missing.".formatted(name));
        }
    }

    /** Counted as Discord and PostgreSQL do: in code points. */
    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text has so many characters, else a sentence says so. */
    static void length(String what, String text, int least, int most) {
        if (characters(text) < least || characters(text) > most) {
            throw new IllegalArgumentException(
                    "%s has %d to %d characters, not '%s'.".formatted(what, least, most, text));
        }
    }
}
