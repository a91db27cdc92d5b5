package dev.holdfast.health.alert;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.http.ExternalHttpClient;
import dev.holdfast.kit.http.ExternalHttpClients;
import dev.holdfast.kit.http.ExternalHttpLimits;
import dev.holdfast.kit.http.ExternalHttpRequest;
import dev.holdfast.kit.http.ExternalHttpResponse;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Calls an address of the operator's while all is well and was looked at: whoever listens there
 * notices when it stops (a dead man's switch). Thread-safe.
 */
@Singleton
final class HeartbeatSender {

    private static final Logger LOG = Logger.getLogger("holdfast.alert");
    private static final ExternalHttpLimits LIMITS =
            ExternalHttpLimits.usual().within(Duration.ofSeconds(10)).allowingPrivateAddresses();
    private static final int REDIRECTIONS = 300;

    private final Optional<String> address;
    private final Acting acting;
    private final Health health;
    private final Incidents incidents;
    private final ExternalHttpClient client;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final PollingLoop loop;

    HeartbeatSender(
            AlertSettings settings,
            Acting acting,
            Health health,
            Incidents incidents,
            ExternalHttpClients outside,
            MeterRegistry metrics,
            Clock clock,
            PollingLoops loops) {
        this.address = settings.heartbeatUrl().map(String::strip).filter(it -> !it.isEmpty());
        this.acting = acting;
        this.health = health;
        this.incidents = incidents;
        this.client = outside.client("heartbeat", LIMITS);
        this.metrics = metrics;
        this.clock = clock;
        this.loop = loops.every("heartbeat", settings.heartbeatInterval(), this::beat);
    }

    void start(@Observes StartupEvent event) {
        if (address.isPresent()) {
            loop.start();
        }
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    private void beat() throws InterruptedException {
        if (address.isEmpty() || !acting.acts() || !isAllWell()) {
            return;
        }
        var answer = client.send(ExternalHttpRequest.get(URI.create(address.get())));
        var taken =
                answer instanceof ExternalHttpResponse.Answered(var status, _, _)
                        && status < REDIRECTIONS;
        metrics.counter("holdfast.health.heartbeats", "outcome", taken ? "taken" : "failed")
                .increment();
        if (!taken) {
            LOG.warn("HEALTH_HEARTBEAT_URL takes no heartbeat");
        }
    }

    /** What nobody has looked at is not well. */
    private boolean isAllWell() {
        var oldest = clock.instant().minus(health.patience());
        var isFresh = health.lastRound().filter(it -> it.isAfter(oldest)).isPresent();
        return isFresh
                && incidents.open().isEmpty()
                && health.current().stream()
                        .map(ComponentState::verdict)
                        .allMatch(Verdict.WELL::equals);
    }
}
