package dev.holdfast.gateway.fleet;

import io.smallrye.faulttolerance.api.TypedGuard;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** One process of a service; left alone for a moment when it keeps failing. Safe for any thread. */
public final class Instance {

    private static final int LOOKED_AT = 4;
    private static final double MOST_FAILURES = 0.5;

    private final String service;
    private final URI address;
    private final TypedGuard<HttpAnswer> guard;
    private volatile @Nullable Duration roundTrip;

    Instance(String service, URI address, Duration pause) {
        this.service = service;
        this.address = address;
        this.guard =
                TypedGuard.create(HttpAnswer.class)
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
    HttpAnswer ask(Callable<HttpAnswer> request) throws IOException, InterruptedException {
        try {
            return guard.call(request);
        } catch (IOException | InterruptedException | RuntimeException itself) {
            throw itself;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public String toString() {
        return service + " at " + address;
    }
}
