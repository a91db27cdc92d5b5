package dev.holdfast.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Calls at a fixed rate, an open loop: each is made when it is due, and its time is counted from
 * then, so that a stall is paid for by all that come during it.
 */
public final class SteadyLoad implements AutoCloseable {

    private final List<LoadCall> callers;
    private final ExecutorService threads;

    /** So many callers take turns: as many calls can be under way at once. */
    public SteadyLoad(int callers, Load.Maker maker) throws Exception {
        var all = new ArrayList<LoadCall>();
        for (var caller = 0; caller < callers; caller++) {
            all.add(maker.make());
        }
        this.callers = List.copyOf(all);
        this.threads = Executors.newFixedThreadPool(callers);
    }

    /** Makes calls for so long. */
    public Latencies run(double perSecond, Duration length) throws InterruptedException {
        var between = 1e9 / perSecond;
        var count = (long) (length.toNanos() / between);
        var begun = System.nanoTime();
        var turns = new ArrayList<Callable<LongStream>>();
        for (var caller = 0; caller < callers.size(); caller++) {
            var first = caller;
            turns.add(() -> turn(first, count, begun, between));
        }
        var nanos = LongStream.empty();
        for (var each : threads.invokeAll(turns)) {
            try {
                nanos = LongStream.concat(nanos, each.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call failed", e.getCause());
            }
        }
        return Latencies.of(nanos, Duration.ofNanos(System.nanoTime() - begun));
    }

    private LongStream turn(int first, long count, long begun, double between) throws Exception {
        var taken = LongStream.builder();
        var call = callers.get(first);
        for (var number = (long) first; number < count; number += callers.size()) {
            var due = begun + (long) (number * between);
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            call.make();
            taken.add(System.nanoTime() - due);
        }
        return taken.build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        callers.forEach(LoadCall::close);
    }
}
