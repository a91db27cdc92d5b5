package dev.holdfast.health.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks at many things at the same time, and waits for them only so long. What is still being
 * looked at is not looked at a second time: however long something hangs, one thread hangs with it.
 * Used by one thread.
 */
final class Looks {

    private static final Logger LOG = Logger.getLogger("holdfast.probe");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Object, Future<?>> underWay = new HashMap<>();
    private final Map<Object, Object> found = new HashMap<>();
    private final Duration longest;

    Looks(Duration longest) {
        this.longest = longest;
    }

    /** Begins a look, unless the one before it still hangs. */
    void begin(Object what, Callable<?> look) {
        underWay.computeIfAbsent(what, _ -> threads.submit(look));
    }

    /** Waits for all of them. */
    void await() throws InterruptedException {
        found.clear();
        var deadline = System.nanoTime() + longest.toNanos();
        for (var each : Map.copyOf(underWay).entrySet()) {
            await(each.getKey(), each.getValue(), deadline);
        }
    }

    private void await(Object what, Future<?> look, long deadline) throws InterruptedException {
        try {
            var left = Math.max(0, deadline - System.nanoTime());
            found.put(what, look.get(left, TimeUnit.NANOSECONDS));
            underWay.remove(what);
        } catch (TimeoutException _) {
            LOG.debugf("%s does not answer in time", what);
        } catch (ExecutionException e) {
            underWay.remove(what);
            LOG.warnf(e.getCause(), "%s could not be looked at", what);
        }
    }

    /** What the last look found; empty where it hangs or failed. */
    <T> Optional<T> found(Object what, Class<T> type) {
        return Optional.ofNullable(found.get(what)).map(type::cast);
    }
}
