package dev.holdfast.gateway.dispatch;

import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.protocol.Invocation;
import jakarta.inject.Singleton;

/** Sets the log context and begins the trace for a person's request, from receipt to answer. */
@Singleton
public final class OperationScopes {

    private final Traces traces;

    OperationScopes(Traces traces) {
        this.traces = traces;
    }

    /**
     * Does so on this thread until closed.
     *
     * @param since when it was received, by the monotonic clock
     */
    public Arrival of(Invocation invocation, long since) {
        var context =
                LogContext.of(
                        invocation.guild(),
                        invocation.user(),
                        invocation.path(),
                        invocation.operation());
        var span = traces.begin("/" + invocation.path(), invocation.operation(), since);
        Span.note("holdfast.guild", invocation.guild().toString());
        return new Arrival(context, span);
    }

    /** A request that this thread works at. */
    public static final class Arrival implements AutoCloseable {

        private final LogContext context;
        private final Span span;

        private Arrival(LogContext context, Span span) {
            this.context = context;
            this.span = span;
        }

        @Override
        public void close() {
            span.close();
            context.close();
        }
    }
}
