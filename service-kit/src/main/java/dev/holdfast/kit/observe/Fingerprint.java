package dev.holdfast.kit.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What makes two errors the same kind, whomever they happen to: no parameters of the message, no
 * line numbers, which another build moves.
 */
final class Fingerprint {

    private static final int MOST_FRAMES = 5;
    private static final int DEEPEST_CAUSE = 20;
    private static final int DIGITS = 16;
    private static final String OURS = "dev.holdfast.";

    private Fingerprint() {}

    static String of(ExtLogRecord record) {
        var thrown = record.getThrown();
        var parts =
                Stream.of(
                        Stream.of(String.valueOf(record.getLoggerName())),
                        Stream.of(template(record)),
                        classes(thrown),
                        frames(thrown).stream());
        var text = String.join("\n", parts.flatMap(it -> it).toList());
        return hash(text).substring(0, DIGITS);
    }

    /** Our own topmost frames of what it began with. */
    static List<String> frames(@Nullable Throwable thrown) {
        return causes(thrown).toList().reversed().stream()
                .map(Fingerprint::own)
                .filter(own -> !own.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> own(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .limit(MOST_FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList();
    }

    private static Stream<String> classes(@Nullable Throwable thrown) {
        return causes(thrown).map(each -> each.getClass().getName());
    }

    private static Stream<Throwable> causes(@Nullable Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, each -> each != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }

    /** Where somebody wrote numbers into the message itself, they are left out. */
    private static String template(ExtLogRecord record) {
        return String.valueOf(record.getMessage()).replaceAll("[0-9]+", "#");
    }

    private static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
