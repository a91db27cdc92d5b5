package dev.holdfast.kit.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.faulttolerance.api.Guard;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** A bulkhead: limits how many calls run at once and rejects others immediately. Thread-safe. */
public final class Bulkhead {

    private final AtomicInteger taken = new AtomicInteger();
    private final Guard guard;

    /**
     * Begins with all of them free.
     *
     * @param metric how many are taken; with {@code .rejected}, how often none was free
     */
    public Bulkhead(int most, String metric, Tags tags, MeterRegistry metrics) {
        var turnedAway = metrics.counter(metric + ".rejected", tags);
        this.guard =
                Guard.create()
                        .withBulkhead()
                        .limit(most)
                        .onAccepted(taken::incrementAndGet)
                        .onFinished(taken::decrementAndGet)
                        .onRejected(turnedAway::increment)
                        .done()
                        .build();
        metrics.gauge(metric, tags, taken);
    }

    /** What takes a place while it runs. */
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /**
     * Does the work in a place.
     *
     * @param full what comes of it where there is none
     */
    @SuppressWarnings("unchecked") // The guard returns and throws nothing but what the work does.
    public <T, X extends Exception> T within(Work<T, X> work, Supplier<T> full) throws X {
        try {
            return (T) guard.<Object>call(work::run, Object.class);
        } catch (BulkheadException _) {
            return full.get();
        } catch (Exception e) {
            throw (X) e;
        }
    }
}
