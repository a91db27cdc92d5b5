package dev.holdfast.gateway.discord;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Shows the connection among the metrics. */
@Singleton
record DiscordMetrics(DiscordConnection connection, MeterRegistry metrics) {

    void show(@Observes StartupEvent event) {
        Gauge.builder("holdfast.gateway.heartbeat", this, DiscordMetrics::heartbeat)
                .description("How long Discord took to acknowledge the last heartbeat")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("holdfast.gateway.connected", this, DiscordMetrics::connected)
                .description("1 while events of every shard held here arrive from Discord")
                .register(metrics);
        Gauge.builder("holdfast.gateway.shards", connection, DiscordConnection::held)
                .description("How many shards this gateway holds")
                .register(metrics);
    }

    private double heartbeat() {
        return connection.heartbeat().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    private double connected() {
        return connection.state() instanceof ConnectionState.Connected ? 1 : 0;
    }
}
