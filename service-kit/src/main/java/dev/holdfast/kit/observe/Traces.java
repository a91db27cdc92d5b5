package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.OperationKey;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Begins traces, one for each operation, and sends them to a collector by OTLP over HTTP. Off
 * unless {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set; nothing of OpenTelemetry is loaded then. Safe
 * for any thread.
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
        // What is wrong ends the start, in a sentence.
        this.sent =
                settings.endpoint()
                        .filter(_ -> check.wrong().isEmpty())
                        .map(endpoint -> new OtlpTraces(service, endpoint, settings.share()));
        this.clock = clock;
    }

    /**
     * Begins an operation's trace where it came in.
     *
     * @param since when it did, by the monotonic clock
     */
    public Span begin(String name, OperationKey operation, long since) {
        return sent.map(
                        traces -> {
                            var ago = Duration.ofNanos(System.nanoTime() - since);
                            return Span.entered(
                                    traces.begin(name, operation, clock.instant().minus(ago)));
                        })
                .orElse(Span.none());
    }

    /**
     * Goes on with an operation's trace.
     *
     * @param parent the header {@link Span#PARENT} of the request; {@code null} or malformed: there
     *     was none
     */
    public Span goOn(String name, OperationKey operation, @Nullable String parent) {
        return sent.map(traces -> Span.entered(traces.goOn(name, operation, parent)))
                .orElse(Span.none());
    }

    @PreDestroy
    void stop() {
        sent.ifPresent(OtlpTraces::close);
    }
}
