package dev.holdfast.kit.loop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Creates the process's polling loops and knows which of them fail. Thread-safe. */
@Singleton
public final class PollingLoops {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<String, PollingLoop> loops = new ConcurrentHashMap<>();

    public PollingLoops(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What a loop with one pause does. */
    @FunctionalInterface
    public interface Body {

        /**
         * Makes one round.
         *
         * @throws InterruptedException when the loop is being closed
         */
        void make() throws InterruptedException;
    }

    /**
     * A loop that makes no round before {@link PollingLoop#start}. After rounds that fail it backs
     * off for 5 s at most, or for the pause where that is longer, up to a minute.
     *
     * @param name stable, for metrics and health; a later loop of the same name takes its place
     * @param pause between two rounds where nobody nudges
     */
    public PollingLoop every(String name, Duration pause, Body body) {
        var slow = pause.compareTo(SLOWEST) < 0 ? pause : SLOWEST;
        var longest = slow.compareTo(LONGEST_BACKOFF) < 0 ? LONGEST_BACKOFF : slow;
        return loop(
                name,
                longest,
                () -> {
                    body.make();
                    return pause;
                });
    }

    /**
     * A loop whose rounds say when the next one is; the same in all else.
     *
     * @param longestBackoff the longest wait after rounds that failed
     */
    public PollingLoop loop(String name, Duration longestBackoff, PollingLoop.Round round) {
        var loop = new PollingLoop(name, longestBackoff, round, clock, metrics);
        loops.put(name, loop);
        Gauge.builder("holdfast.loop.failing", this, it -> it.isFailing(name) ? 1 : 0)
                .tag("loop", name)
                .register(metrics);
        return loop;
    }

    /** Those whose last rounds failed, three or more in a row. */
    List<PollingLoop.Failing> failing() {
        return loops.values().stream()
                .flatMap(loop -> loop.failing().stream())
                .sorted(Comparator.comparing(PollingLoop.Failing::loop))
                .toList();
    }

    /** All that make rounds, by name. */
    List<String> running() {
        return loops.values().stream()
                .filter(PollingLoop::isRunning)
                .map(PollingLoop::name)
                .sorted()
                .toList();
    }

    private boolean isFailing(String name) {
        var loop = loops.get(name);
        return loop != null && loop.failing().isPresent();
    }
}
