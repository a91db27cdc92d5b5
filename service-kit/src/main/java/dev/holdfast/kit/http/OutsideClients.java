package dev.holdfast.kit.http;

import dev.holdfast.kit.address.NameResolver;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/**
 * Creates HTTP clients for servers on the internet. Each remote party has its own bulkhead and
 * circuit breaker. Thread-safe.
 */
@Singleton
public final class OutsideClients {

    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final NameResolver resolver;

    @Inject
    OutsideClients(Vertx vertx, MeterRegistry metrics) {
        this(vertx, metrics, InetAddress::getAllByName);
    }

    OutsideClients(Vertx vertx, MeterRegistry metrics, NameResolver resolver) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.resolver = resolver;
    }

    /**
     * A client with a bulkhead and a circuit breaker of its own, kept as long as the process runs.
     *
     * @param name of the remote party, in metrics and messages, such as {@code alert-webhook}
     */
    public OutsideClient client(String name, OutsideLimits limits) {
        return new OutsideClient(
                name, limits, new OutsideExchange(vertx, limits, resolver), metrics);
    }
}
