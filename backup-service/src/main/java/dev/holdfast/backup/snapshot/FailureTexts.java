package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.VerificationResult;
import dev.holdfast.kit.text.UserText;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sentences about what went wrong. */
final class FailureTexts {

    private static final int LONGEST = 500;
    private static final int MOST_FILES = 3;

    private FailureTexts() {}

    static String of(VerificationResult.Damaged damaged) {
        var files =
                damaged.damages().stream()
                        .limit(MOST_FILES)
                        .map(damage -> damage.path() + ": " + damage.what())
                        .collect(Collectors.joining("; "));
        return cut("%d files are damaged: %s".formatted(damaged.damages().size(), files));
    }

    /** Why it is not whole; empty: it is. */
    static Optional<String> wrong(VerificationResult verdict) {
        return switch (verdict) {
            case VerificationResult.Whole _ -> Optional.empty();
            case VerificationResult.Damaged damaged -> Optional.of(of(damaged));
            case VerificationResult.Away(var why) -> Optional.of(why);
        };
    }

    static String of(Throwable failed) {
        return cut(Objects.requireNonNullElse(failed.getMessage(), failed.toString()));
    }

    private static String cut(String text) {
        return UserText.shorten(text, LONGEST);
    }
}
