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
}
