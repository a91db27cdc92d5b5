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
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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
            return recorded(tracer.spanBuilder(name));
        }

        @Override
        public Span.Recording child(String name, Instant from) {
            return recorded(tracer.spanBuilder(name).setStartTimestamp(from));
        }

        private Span.Recording recorded(SpanBuilder builder) {
            builder.setParent(Context.root().with(span));
            return new Recorded(tracer, named(builder, operation).startSpan(), operation);
        }

        @Override
        public void note(String key, String value) {
            span.setAttribute(key, value);
        }

        @Override
        public void link(TraceParent other) {
            if (other.sampled()) {
                span.addLink(remote(other));
            }
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
        public TraceParent parent() {
            var context = span.getSpanContext();
            return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled());
        }
    }

    Span.Recording begin(String name, OperationKey operation, Instant from) {
        var builder = below(Optional.empty(), name).setStartTimestamp(from);
        return started(builder, SpanKind.SERVER, operation, TraceId.of(operation));
    }

    Span.Recording goOn(String name, OperationKey operation, Optional<TraceParent> parent) {
        return started(below(parent, name), SpanKind.SERVER, operation, TraceId.of(operation));
    }

    /**
     * What an operation does that nobody waits for.
     *
     * @param trace named so where it begins with this span
     */
    Span.Recording follow(
            String name, OperationKey operation, Optional<TraceParent> parent, TraceId trace) {
        return started(below(parent, name), SpanKind.CONSUMER, operation, trace);
    }

    /**
     * What has no name of its own for a trace: without a parent it gets a random one.
     *
     * @param operation empty: it is several operations'
     */
    Span.Recording goOn(String name, String operation, Optional<TraceParent> parent) {
        var builder = below(parent, name).setSpanKind(SpanKind.SERVER);
        return new Recorded(tracer, named(builder, operation).startSpan(), operation);
    }

    private SpanBuilder below(Optional<TraceParent> parent, String name) {
        var context =
                parent.map(OtlpTraces::remote)
                        .map(io.opentelemetry.api.trace.Span::wrap)
                        .map(Context.root()::with)
                        .orElse(Context.root());
        return tracer.spanBuilder(name).setParent(context);
    }

    private static SpanContext remote(TraceParent parent) {
        return SpanContext.createFromRemoteParent(
                parent.trace(),
                parent.span(),
                parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    private Span.Recording started(
            SpanBuilder builder, SpanKind kind, OperationKey operation, TraceId trace) {
        ids.next.set(trace.hex());
        try {
            var span = named(builder.setSpanKind(kind), operation.value()).startSpan();
            return new Recorded(tracer, span, operation.value());
        } finally {
            ids.next.remove();
        }
    }

    private static SpanBuilder named(SpanBuilder builder, String operation) {
        return operation.isEmpty() ? builder : builder.setAttribute(OPERATION, operation);
    }

    /** Sends what there is, for at most 3 s. */
    void close() {
        provider.shutdown().join(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
