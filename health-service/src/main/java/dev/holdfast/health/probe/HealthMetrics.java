package dev.holdfast.health.probe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Shows verdicts among the metrics; no label is an address. */
@Singleton
record HealthMetrics(Health health, Clock clock, MeterRegistry metrics) {

    void show(@Observes StartupEvent event) {
        for (var verdict : Verdict.values()) {
            Gauge.builder("holdfast.health.components", this, it -> it.count(verdict))
                    .description("How many components have that verdict")
                    .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
        Gauge.builder("holdfast.health.round.age", this, HealthMetrics::age)
                .description("How long ago the last round of probes ended; infinite: never")
                .baseUnit("seconds")
                .register(metrics);
    }

    private double count(Verdict verdict) {
        return health.current().stream().filter(it -> it.verdict() == verdict).count();
    }

    private double age() {
        return health.lastRound()
                .map(it -> Duration.between(it, clock.instant()).toMillis() / 1e3)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
