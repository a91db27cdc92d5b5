package dev.holdfast.kit.observe;

import java.time.Duration;
import java.util.Optional;

/** Describes the allowed range of a setting in the message for a wrong value. */
public final class Bounds {

    private Bounds() {}

    /**
     * The sentence for a number outside of them.
     *
     * @param name as the operator writes it, such as {@code DATABASE_POOL_SIZE}
     */
    public static Optional<String> number(String name, int value, int least, int most) {
        return value >= least && value <= most
                ? Optional.empty()
                : Optional.of("%s is %d. Set it to %d to %d.".formatted(name, value, least, most));
    }

    /**
     * The sentence for a duration outside of them.
     *
     * @param name as the operator writes it, such as {@code DATABASE_PATIENCE}
     */
    public static Optional<String> time(
            String name, Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(
                        "%s is %s. Set it to %s to %s."
                                .formatted(name, said(value), said(least), said(most)));
    }

    /** As the operator would write it. */
    private static String said(Duration duration) {
        return duration.toMillisPart() == 0
                ? duration.toSeconds() + "s"
                : duration.toMillis() + "ms";
    }
}
