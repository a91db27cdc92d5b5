package dev.holdfast.bench.burst;

import dev.holdfast.bench.endtoend.Acts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * People who use a command when their time has come, whether or not those before them have their
 * answers: an open loop.
 */
final class BurstArrivals {

    private static final int HANDS = 8;

    private final Acts acts;
    private final Clock clock;

    BurstArrivals(Acts acts, Clock clock) {
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * One use of a command.
     *
     * @param due when it was to be used; by the wall clock, as Discord's ids are
     */
    record Arrival(Instant due, String interaction) {}

    /** So many uses, one in each interval; with an interval of nothing all at once. */
    List<Arrival> of(Acts.Command command, int count, Duration interval) throws Exception {
        var first = clock.instant();
        try (var threads = Executors.newFixedThreadPool(HANDS)) {
            var hands = new ArrayList<Callable<List<Arrival>>>();
            for (var hand = 0; hand < HANDS; hand++) {
                var from = hand;
                hands.add(() -> arrive(command, first, interval, from, count));
            }
            var all = new ArrayList<Arrival>();
            for (var done : threads.invokeAll(hands)) {
                all.addAll(done.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an act failed", e.getCause());
        }
    }

    private List<Arrival> arrive(
            Acts.Command command, Instant first, Duration interval, int from, int count)
            throws Exception {
        var arrivals = new ArrayList<Arrival>();
        try (var starter = acts.starter(command)) {
            for (var number = from; number < count; number += HANDS) {
                var due = first.plus(interval.multipliedBy(number));
                sleepUntil(due);
                arrivals.add(new Arrival(due, starter.start()));
            }
        }
        return arrivals;
    }

    private void sleepUntil(Instant due) {
        for (var left = left(due); left.isPositive(); left = left(due)) {
            LockSupport.parkNanos(left.toNanos());
        }
    }

    private Duration left(Instant due) {
        return Duration.between(clock.instant(), due);
    }
}
