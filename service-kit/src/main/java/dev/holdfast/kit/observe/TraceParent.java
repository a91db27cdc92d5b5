package dev.holdfast.kit.observe;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a trace is gone on with or linked to, as the header {@link Span#PARENT} says it.
 *
 * @param trace 32 hexadecimal digits
 * @param span 16 hexadecimal digits
 * @param sampled whether anybody keeps it
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>
 */
record TraceParent(String trace, String span, boolean sampled) {

    private static final Pattern WRITTEN =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-0([0-9a-f])");

    /** Empty where there is none, or none that we understand. */
    static Optional<TraceParent> read(@Nullable String header) {
        var written = WRITTEN.matcher(header == null ? "" : header);
        return written.matches()
                ? Optional.of(
                        new TraceParent(
                                written.group(1),
                                written.group(2),
                                (Character.digit(written.group(3).charAt(0), 16) & 1) == 1))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "00-%s-%s-0%d".formatted(trace, span, sampled ? 1 : 0);
    }
}
