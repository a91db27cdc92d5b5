package dev.holdfast.gateway.fleet;

import io.smallrye.faulttolerance.api.Guard;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** One process of a service; left alone for a moment when it keeps failing. Safe for any thread. */
public final class Instance {

    private static final int LOOKED_AT = 4;
    private static final double MOST_FAILURES = 0.5;

    private final String service;
    private final URI address;
    private final Guard guard;
    private final Semaphore line;
    private volatile @Nullable Duration roundTrip;

    /**
     * One that is trusted at first.
     *
     * @param pause how long it is left alone when it fails
     * @param concurrency how many requests it is given at a time
     */
    Instance(String service, URI address, Duration pause, int concurrency) {
        this.service = service;
        this.address = address;
        this.line = new Semaphore(concurrency, true);
        this.guard =
                Guard.create()
                        .withCircuitBreaker()
                        .requestVolumeThreshold(LOOKED_AT)
                        .failureRatio(MOST_FAILURES)
                        .delay(pause.toMillis(), ChronoUnit.MILLIS)
                        .successThreshold(1)
                        .done()
                        .build();
    }

    public String service() {
        return service;
    }

    public URI address() {
        return address;
    }

    /** How long its last answer took; empty when it did not answer. */
    public Optional<Duration> roundTrip() {
        return Optional.ofNullable(roundTrip);
    }

    void answered(Duration taken) {
        roundTrip = taken;
    }

    void silent() {
        roundTrip = null;
    }

    /**
     * Asks it.
     *
     * @throws CircuitBreakerOpenException when it is being left alone; it was not asked
     * @throws IOException when it did not answer, or answered that it cannot
     */
    @SuppressWarnings("unchecked") // The guard returns nothing but what the request does.
    <T> T ask(Callable<T> request) throws IOException, InterruptedException {
        try {
            return (T) guard.<Object>call(request::call, Object.class);
        } catch (IOException | InterruptedException | RuntimeException itself) {
            throw itself;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /**
     * Waits in line until it has the time for one more request; {@link #leave} follows.
     *
     * @param deadline by the monotonic clock
     * @return false where it has none until then; it need not be left
     */
    boolean enter(long deadline) throws InterruptedException {
        return line.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    void leave() {
        line.release();
    }

    @Override
    public String toString() {
        return service + " at " + address;
    }
}
