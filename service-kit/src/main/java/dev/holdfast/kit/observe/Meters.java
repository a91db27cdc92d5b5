package dev.holdfast.kit.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** What the metrics of every service have in common. */
@Singleton
record Meters(MeterRegistry metrics) {

    /** How long people wait is told in steps, from which percentiles of all instances are made. */
    private static final Set<String> IN_STEPS =
            Set.of("holdfast.command", "holdfast.gateway.command");

    private static final double[] STEPS =
            Stream.of(10, 25, 50, 100, 150, 250, 500, 1_000, 1_500, 2_000, 3_000, 10_000)
                    .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                    .toArray();

    @Produces
    @Singleton
    static MeterFilter steps() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(
                    Meter.Id id, DistributionStatisticConfig config) {
                return IN_STEPS.contains(id.getName())
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(STEPS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }

    void start(@Observes StartupEvent event) {
        // Made now, so that it hears of the end.
    }

    /** In tests another application follows in the same process, with gauges of the same names. */
    @PreDestroy
    void stop() {
        metrics.clear();
    }
}
