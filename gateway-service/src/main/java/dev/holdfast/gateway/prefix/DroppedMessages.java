package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Messages that nobody looked at, since there were too many: counted, shown in the health, and told
 * to the operator, once an hour at most. Safe for any thread; counting one takes no time.
 */
@Default
@Readiness
@Singleton
final class DroppedMessages implements HealthCheck {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Alert ALERT =
            new Alert(
                    "messages.dropped",
                    "",
                    "People write faster than this gateway can look at their messages, so some were left out, and"
                            + " commands in them were not run. Look who floods, or start one more gateway;"
                            + " holdfast_gateway_messages_dropped_total counts them.");

    private final Alerts alerts;
    private final Counter counter;
    private final PollingLoop loop;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    DroppedMessages(Alerts alerts, MeterRegistry metrics, PollingLoops loops) {
        this.alerts = alerts;
        this.counter = metrics.counter("holdfast.gateway.messages.dropped");
        this.loop = loops.every("dropped-messages", LOOK, this::tell);
    }

    void one() {
        counter.increment();
        dropped.incrementAndGet();
    }

    private void tell() {
        var now = dropped.get();
        if (told.getAndSet(now) < now) {
            alerts.operator(ALERT);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("messages")
                .up()
                .withData("dropped", dropped.get())
                .build();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }
}
