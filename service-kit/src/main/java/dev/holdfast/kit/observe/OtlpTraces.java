package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.OperationKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records spans and sends them, so many at a time, by a thread of its own. When the collector is
 * away spans are dropped. Safe for any thread.
 */
final class OtlpTraces {

    private static final int MOST_WAITING = 8_192;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long FAREWELL_SECONDS = 3;
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("holdfast.operation");
    private static final Pattern PARENT =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])");

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final OperationIds ids = new OperationIds();

    OtlpTraces(String service, String endpoint, double share) {
        var exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.replaceAll("/+$", "") + "/v1/traces")
                        .setTimeout(TIMEOUT)
                        .build();
        var name = Attributes.of(AttributeKey.stringKey("service.name"), "holdfast-" + service);
        this.provider =
                SdkTracerProvider.builder()
                        .setResource(Resource.create(name))
                        .setIdGenerator(ids)
                        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setMaxQueueSize(MOST_WAITING)
                                        .setScheduleDelay(Duration.ofSeconds(1))
                                        .build())
                        .build();
        this.tracer = provider.get("holdfast");
    }

    /** Names the next trace of this thread after its operation. */
    private static final class OperationIds implements IdGenerator {

        private final IdGenerator random = IdGenerator.random();
        private final ThreadLocal<String> next = new ThreadLocal<>();

        @Override
        public String generateTraceId() {
            var named = next.get();
            return named == null ? random.generateTraceId() : named;
        }

        @Override
        public String generateSpanId() {
            return random.generateSpanId();
        }
    }

    private record Recorded(Tracer tracer, io.opentelemetry.api.trace.Span span, String operation)
            implements Span.Recording {

        @Override
        public Span.Recording child(String name) {
            return recorded(tracer.spanBuilder(name).setParent(here()));
        }

        @Override
        public Span.Recording child(String name, Instant from) {
            return recorded(tracer.spanBuilder(name).setParent(here()).setStartTimestamp(from));
        }

        private Span.Recording recorded(SpanBuilder builder) {
            return new Recorded(
                    tracer, builder.setAttribute(OPERATION, operation).startSpan(), operation);
        }

        private Context here() {
            return Context.root().with(span);
        }

        @Override
        public void note(String key, String value) {
            span.setAttribute(key, value);
        }

        @Override
        public void failed(Throwable fault) {
            span.setStatus(StatusCode.ERROR, fault.getClass().getName());
        }

        @Override
        public void end() {
            span.end();
        }

        @Override
        public void end(Instant at) {
            span.end(at);
        }

        @Override
        public String parent() {
            var context = span.getSpanContext();
            return "00-%s-%s-%s"
                    .formatted(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags().asHex());
        }
    }

    Span.Recording begin(String name, OperationKey operation, Instant from) {
        return started(
                tracer.spanBuilder(name).setParent(Context.root()).setStartTimestamp(from),
                operation);
    }

    Span.Recording goOn(String name, OperationKey operation, @Nullable String parent) {
        var builder = tracer.spanBuilder(name).setParent(Context.root());
        var given = PARENT.matcher(parent == null ? "" : parent);
        if (given.matches()) {
            var flags =
                    "1".equals(given.group(3)) ? TraceFlags.getSampled() : TraceFlags.getDefault();
            var context =
                    SpanContext.createFromRemoteParent(
                            given.group(1), given.group(2), flags, TraceState.getDefault());
            builder.setParent(Context.root().with(io.opentelemetry.api.trace.Span.wrap(context)));
        }
        return started(builder, operation);
    }

    private Span.Recording started(SpanBuilder builder, OperationKey operation) {
        ids.next.set(TraceId.of(operation).hex());
        try {
            var span =
                    builder.setSpanKind(SpanKind.SERVER)
                            .setAttribute(OPERATION, operation.value())
                            .startSpan();
            return new Recorded(tracer, span, operation.value());
        } finally {
            ids.next.remove();
        }
    }

    /** Sends what there is, for at most 3 s. */
    void close() {
        provider.shutdown().join(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
