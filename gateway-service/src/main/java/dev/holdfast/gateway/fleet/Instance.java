package dev.holdfast.gateway.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** One process of a service, with its circuit breaker and queue. Thread-safe. */
public final class Instance {

    private final String service;
    private final URI address;
    private final InstanceCircuitBreaker breaker;
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
        this.breaker = new InstanceCircuitBreaker(pause, System::nanoTime);
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
     * @throws InstanceUnavailable when it answered that it cannot do anything now
     * @throws IOException when it did not answer
     */
    <T> T ask(Callable<T> request) throws IOException, InterruptedException {
        if (!breaker.lets()) {
            throw new CircuitBreakerOpenException(this + " is left alone");
        }
        var began = System.nanoTime();
        try {
            var answer = request.call();
            breaker.answered();
            return answer;
        } catch (HttpConnectTimeoutException e) {
            breaker.failed();
            throw e;
        } catch (HttpTimeoutException e) {
            breaker.timedOut(began);
            throw e;
        } catch (IOException e) {
            breaker.failed();
            throw e;
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
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
