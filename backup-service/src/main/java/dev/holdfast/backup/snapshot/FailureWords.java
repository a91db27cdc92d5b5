package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.kit.text.UserText;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences about what went wrong. */
final class FailureWords {

    private static final int LONGEST = 500;
    private static final int MOST_FILES = 3;

    private FailureWords() {}

    static String of(Verdict.Damaged damaged) {
        var files =
                damaged.damages().stream()
                        .limit(MOST_FILES)
                        .map(damage -> damage.path() + ": " + damage.what())
                        .collect(Collectors.joining("; "));
        return cut("%d files are damaged: %s".formatted(damaged.damages().size(), files));
    }

    /** Why it is not whole; empty: it is. */
    static Optional<String> wrong(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Whole _ -> Optional.empty();
            case Verdict.Damaged damaged -> Optional.of(of(damaged));
            case Verdict.Away(var why) -> Optional.of(why);
        };
    }

    static String of(Throwable failed) {
        return cut(Objects.requireNonNullElse(failed.getMessage(), failed.toString()));
    }

    private static String cut(String text) {
        return UserText.shorten(text, LONGEST);
    }
}
