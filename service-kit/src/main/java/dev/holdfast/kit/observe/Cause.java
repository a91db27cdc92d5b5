package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.OperationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What asked for something that is done after it: an operation that is over by then. What is done
 * soon is part of that operation's trace; what is done later has a trace of its own, which is
 * linked to it, so that no trace goes on for days.
 *
 * @param operation which of them
 * @param span where in it, see {@link Span#PARENT}; empty: that was not traced
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Semantic
 *     conventions for messaging spans</a>
 */
public record Cause(OperationKey operation, String span) {

    private static final Duration SOON = Duration.ofMinutes(1);

    /**
     * As it was stored with what is to be done.
     *
     * @param operation empty: no operation asked for it
     */
    public static Optional<Cause> stored(String operation, String span) {
        return operation.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cause(OperationKey.of(operation), span));
    }

    /** Whether what is done now is part of the operation's trace. */
    boolean isRecent(Instant now) {
        return operation.issuedAt().plus(SOON).isAfter(now);
    }

    Optional<TraceParent> parent() {
        return TraceParent.read(span);
    }

    /** The operation's trace. */
    TraceId trace() {
        return parent().map(parent -> new TraceId(parent.trace()))
                .orElseGet(() -> TraceId.of(operation));
    }
}
