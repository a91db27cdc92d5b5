package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.OperationKey;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Begins one trace for each operation and exports it by OTLP over HTTP. Off unless {@code
 * OTEL_EXPORTER_OTLP_ENDPOINT} is set; no class of OpenTelemetry is loaded then. Thread-safe.
 */
@Singleton
public final class Traces {

    private final Optional<OtlpTraces> sent;
    private final Clock clock;

    @Inject
    Traces(
            @ConfigProperty(name = "quarkus.application.name") String service,
            TraceSettings settings,
            TraceSettings.Check check,
            Clock clock) {
        this(
                // What is wrong ends the start, in a sentence.
                settings.endpoint()
                        .filter(_ -> check.wrong().isEmpty())
                        .map(endpoint -> new OtlpTraces(service, endpoint, settings.share())),
                clock);
    }

    private Traces(Optional<OtlpTraces> sent, Clock clock) {
        this.sent = sent;
        this.clock = clock;
    }

    /** Traces nothing. */
    public static Traces none() {
        return new Traces(Optional.empty(), Clock.systemUTC());
    }

    /** Sends all to a collector there. */
    static Traces to(URI collector, String service) {
        return new Traces(
                Optional.of(new OtlpTraces(service, collector.toString(), 1)), Clock.systemUTC());
    }

    /**
     * Begins an operation's trace where it came in.
     *
     * @param since when it did, by the monotonic clock
     */
    public Span begin(String name, OperationKey operation, long since) {
        return entered(traces -> {
            var ago = Duration.ofNanos(System.nanoTime() - since);
            return traces.begin(name, operation, clock.instant().minus(ago));
        });
    }

    /**
     * Goes on with an operation's trace.
     *
     * @param parent the header {@link Span#PARENT} of the request; {@code null} or malformed: there
     *     was none, and the trace begins here
     */
    public Span goOn(String name, OperationKey operation, @Nullable String parent) {
        return entered(traces -> traces.goOn(name, operation, TraceParent.read(parent)));
    }

    /**
     * Goes on with the trace of what this thread's log lines are about, if it is traced.
     *
     * @param parent the header {@link Span#PARENT} of the request
     */
    public Span goOn(String name, @Nullable String parent) {
        var traced = TraceParent.read(parent);
        return traced.isEmpty()
                ? Span.none()
                : entered(traces -> traces.goOn(name, LogContext.here().operation(), traced));
    }

    /**
     * Goes on with what nobody waits for.
     *
     * @param operation its own
     * @param cause what had asked for it, if anything did: what is done soon after is part of that
     *     one's trace, what is done later has a trace of its own with a link to it
     * @param now when it was taken up
     */
    public Span follow(String name, OperationKey operation, Optional<Cause> cause, Instant now) {
        var recent = cause.filter(it -> it.isRecent(now));
        var parent = recent.flatMap(Cause::parent);
        var trace = recent.map(Cause::trace).orElseGet(() -> TraceId.of(operation));
        var span = entered(traces -> traces.follow(name, operation, parent, trace));
        cause.ifPresent(it -> Span.note("holdfast.cause", it.operation().value()));
        if (recent.isEmpty()) {
            cause.ifPresent(it -> Span.link(it.span()));
        }
        return span;
    }

    /**
     * Begins what is done for several operations at once, in a trace of its own. What each of them
     * begins within it is part of that one's trace, and linked to this one.
     *
     * @param parent as in {@link #goOn}
     */
    public Span together(String name, int size, @Nullable String parent) {
        var span = entered(traces -> traces.goOn(name, "", TraceParent.read(parent)));
        Span.note("holdfast.together", Integer.toString(size));
        return span;
    }

    private Span entered(Function<OtlpTraces, Span.Recording> begin) {
        if (sent.isEmpty()) {
            return Span.none();
        }
        var around = Span.parent();
        var span = Span.entered(begin.apply(sent.get()));
        around.ifPresent(Span::link);
        return span;
    }

    @PreDestroy
    void stop() {
        sent.ifPresent(OtlpTraces::close);
    }
}
