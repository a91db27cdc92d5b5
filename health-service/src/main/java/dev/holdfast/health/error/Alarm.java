package dev.holdfast.health.error;

import java.util.Locale;
import java.util.Optional;

/** Why operators are told of a group of errors. */
enum Alarm {
    NEW,
    REGRESSED,
    /** Ten times as many as when it was ignored. */
    TENFOLD,
    /** Far more often than usual. */
    FREQUENT;

    /** What it means that a group came from one state to another by itself; empty: nothing. */
    static Optional<Alarm> between(ErrorState before, ErrorState after) {
        if (before == after) {
            return Optional.empty();
        }
        return switch (after) {
            case REGRESSED -> Optional.of(REGRESSED);
            case ONGOING -> before == ErrorState.IGNORED ? Optional.of(TENFOLD) : Optional.empty();
            case NEW, IGNORED, RESOLVED -> Optional.empty();
        };
    }

    /** As keys of texts and kinds of alerts have it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
