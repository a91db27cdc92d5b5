package dev.holdfast.kit.database;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether PostgreSQL takes what is written, as far as this process has seen: a refusal counts until
 * something was committed, or for half a minute. Safe for any thread.
 */
final class StorageState {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private volatile Optional<Refused> refused = Optional.empty();

    private record Refused(String why, long at) {}

    /**
     * Begins with trust.
     *
     * @param nanos a monotonic clock
     */
    StorageState(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** PostgreSQL refused to write; what it means, in the operator's words. */
    String refused(Throwable failure) {
        var why =
                FailureKind.state(failure).map(StorageState::why).orElse("PostgreSQL cannot write");
        refused = Optional.of(new Refused(why, nanos.getAsLong()));
        return why;
    }

    void wrote() {
        refused = Optional.empty();
    }

    /** Why nothing can be written; empty where that is not known. */
    Optional<String> obstacle() {
        return refused.filter(it -> nanos.getAsLong() - it.at() < FRESH.toNanos())
                .map(Refused::why);
    }

    private static String why(String state) {
        return switch (state) {
            case "25006" -> "PostgreSQL is read-only";
            case "53100" -> "PostgreSQL's disk is full";
            case "53200" -> "PostgreSQL has no memory left";
            default ->
                    state.startsWith("58")
                            ? "PostgreSQL's disk fails (%s)".formatted(state)
                            : "PostgreSQL lacks resources (%s)".formatted(state);
        };
    }
}
