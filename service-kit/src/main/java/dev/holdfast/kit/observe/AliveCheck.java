package dev.holdfast.kit.observe;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Liveness: virtual threads still run. It does not use the database. */
@Liveness
@Singleton
public final class AliveCheck implements HealthCheck {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration STUCK = Duration.ofSeconds(30);

    private volatile long lastBeat = System.nanoTime();
    private final PollingLoop beats;

    AliveCheck(PollingLoops loops) {
        this.beats = loops.every("progress", BEAT, () -> lastBeat = System.nanoTime());
    }

    void start(@Observes StartupEvent event) {
        beats.start();
    }

    @PreDestroy
    void stop() {
        beats.end();
    }

    @Override
    public HealthCheckResponse call() {
        var silent = Duration.ofNanos(System.nanoTime() - lastBeat);
        return HealthCheckResponse.named("progress")
                .status(silent.compareTo(STUCK) < 0)
                .withData("millisSinceLastBeat", silent.toMillis())
                .build();
    }
}
