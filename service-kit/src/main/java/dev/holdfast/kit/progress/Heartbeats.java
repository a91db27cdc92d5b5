package dev.holdfast.kit.progress;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renews the claims on this process's work while the process lives. If the process dies or is
 * paused, another takes over 10 s after the last renewal. Thread-safe.
 */
@Singleton
public final class Heartbeats {

    /** How long a claim lasts without a sign. */
    public static final Duration CLAIM = Duration.ofSeconds(10);

    private static final Duration BEAT = Duration.ofMillis(500);

    private final MeterRegistry metrics;
    private final PollingLoop loop;
    private final Map<What, Set<RenewedClaim>> held = new ConcurrentHashMap<>();

    private record What(String kind, String name) {}

    public Heartbeats(PollingLoops loops, MeterRegistry metrics) {
        this.metrics = metrics;
        this.loop = loops.every("heartbeats", BEAT, this::beat);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    /** Begins to renew. */
    public void start() {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.end();
    }

    /**
     * Keeps a claim that the calling thread has made. The thread is interrupted if it is lost.
     *
     * @param kind such as {@code command} or {@code job}, for metrics
     * @param name the command's path or the job's name
     * @param began when the claim was asked for, by {@link System#nanoTime}
     */
    public RenewedClaim hold(String kind, String name, long began, ClaimRenewal renewal) {
        var ofName = held.computeIfAbsent(new What(kind, name), this::watch);
        var claim = new RenewedClaim(kind + " " + name, began, renewal, ofName::remove);
        ofName.add(claim);
        return claim;
    }

    private Set<RenewedClaim> watch(What what) {
        Set<RenewedClaim> ofName = ConcurrentHashMap.newKeySet();
        Gauge.builder("holdfast.work.running", ofName, Set::size)
                .tag("kind", what.kind())
                .tag("name", what.name())
                .register(metrics);
        Gauge.builder("holdfast.work.progress", ofName, Heartbeats::least)
                .description("The share done of what is furthest from its end; 1: nothing runs")
                .tag("kind", what.kind())
                .tag("name", what.name())
                .register(metrics);
        return ofName;
    }

    private static double least(Set<RenewedClaim> all) {
        return all.stream().mapToDouble(RenewedClaim::share).min().orElse(1);
    }

    private void beat() {
        held.values().forEach(all -> all.forEach(RenewedClaim::beat));
    }
}
