package dev.holdfast.roles.assignment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Choices as they stand in columns: small letters and hyphens. */
final class ColumnNames {

    private ColumnNames() {}

    static @Nullable String of(@Nullable Enum<?> choice) {
        return choice == null ? null : choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static <E extends Enum<E>> @Nullable E find(Class<E> type, @Nullable String word) {
        return word == null ? null : read(type, word);
    }
}
