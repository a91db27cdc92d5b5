package dev.holdfast.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/**
 * So many callers, each of whom makes the next call as soon as it has the answer to the last. Each
 * is a platform thread: the cheapest way to wait for one blocking socket or one connection.
 */
public final class Load implements AutoCloseable {

    private final List<LoadCall> callers;
    private final ExecutorService threads;

    private Load(List<LoadCall> callers) {
        this.callers = callers;
        this.threads = Executors.newFixedThreadPool(callers.size());
    }

    /** Made by a function that may fail. */
    public interface Maker {
        LoadCall make() throws Exception;
    }

    public static Load of(int callers, Maker maker) throws Exception {
        var all = new ArrayList<LoadCall>();
        for (var caller = 0; caller < callers; caller++) {
            all.add(maker.make());
        }
        return new Load(List.copyOf(all));
    }

    /** Keeps all callers busy for so long. */
    public Latencies run(Duration length) throws InterruptedException {
        var end = System.nanoTime() + length.toNanos();
        return all(caller -> {
            var taken = LongStream.builder();
            while (true) {
                var begun = System.nanoTime();
                if (begun >= end) {
                    return taken.build();
                }
                caller.make();
                taken.add(System.nanoTime() - begun);
            }
        });
    }

    /** Makes so many calls in all. */
    public Latencies run(int calls) throws InterruptedException {
        var each = Math.ceilDiv(calls, callers.size());
        return all(caller -> {
            var taken = LongStream.builder();
            for (var call = 0; call < each; call++) {
                var begun = System.nanoTime();
                caller.make();
                taken.add(System.nanoTime() - begun);
            }
            return taken.build();
        });
    }

    private interface Turn {
        LongStream take(LoadCall caller) throws Exception;
    }

    private Latencies all(Turn turn) throws InterruptedException {
        var turns = callers.stream().<Callable<LongStream>>map(it -> () -> turn.take(it)).toList();
        var begun = System.nanoTime();
        var done = threads.invokeAll(turns);
        var elapsed = Duration.ofNanos(System.nanoTime() - begun);
        var nanos = LongStream.empty();
        for (var each : done) {
            try {
                nanos = LongStream.concat(nanos, each.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a call failed", e.getCause());
            }
        }
        return Latencies.of(nanos, elapsed);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        callers.forEach(LoadCall::close);
    }
}
