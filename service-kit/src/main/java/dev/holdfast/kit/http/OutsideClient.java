package dev.holdfast.kit.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Sends requests to one remote party on the internet, within {@link OutsideLimits}. Blocks; not
 * inside a unit of work. Thread-safe.
 */
public final class OutsideClient {

    private static final int SAMPLE = 8;
    private static final int SERVER_ERRORS = 500;
    private static final int MOST_REDIRECTS = 5;

    private final String name;
    private final OutsideLimits limits;
    private final OutsideExchange exchange;
    private final MeterRegistry metrics;
    private final Guard guard;

    OutsideClient(
            String name, OutsideLimits limits, OutsideExchange exchange, MeterRegistry metrics) {
        this.name = name;
        this.limits = limits;
        this.exchange = exchange;
        this.metrics = metrics;
        this.guard =
                Guard.create()
                        .withBulkhead()
                        .limit(limits.concurrency())
                        .done()
                        .withCircuitBreaker()
                        .requestVolumeThreshold(SAMPLE)
                        .delay(limits.pause().toMillis(), ChronoUnit.MILLIS)
                        .when(Failed.class::isInstance)
                        .done()
                        .build();
    }

    /** What the breaker counts: no whole answer, or a server error. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient OutsideAnswer answer;

        Failed(OutsideAnswer answer) {
            super("counted by the circuit breaker", null, false, false);
            this.answer = answer;
        }
    }

    /**
     * Sends it, once; a redirect of a GET is followed as the limits say.
     *
     * @throws InterruptedException when the caller stops; it may have been received
     */
    public OutsideAnswer send(OutsideRequest request) throws InterruptedException {
        var answer = guarded(request);
        var outcome =
                switch (answer) {
                    case OutsideAnswer.Answered(var status, _, _) ->
                            status < SERVER_ERRORS ? "answered" : "failed";
                    case OutsideAnswer.Refused _ -> "refused";
                    case OutsideAnswer.Away _ -> "away";
                    case OutsideAnswer.NotSent _ -> "not-sent";
                };
        metrics.counter("holdfast.outside", "client", name, "outcome", outcome).increment();
        return answer;
    }

    private OutsideAnswer guarded(OutsideRequest request) throws InterruptedException {
        try {
            return guard.call(() -> judged(follow(request)), OutsideAnswer.class);
        } catch (Failed e) {
            return e.answer;
        } catch (BulkheadException _) {
            return new OutsideAnswer.NotSent("%s: all places are taken".formatted(name));
        } catch (CircuitBreakerOpenException _) {
            return new OutsideAnswer.NotSent("%s: the circuit breaker is open".formatted(name));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutsideAnswer judged(OutsideAnswer answer) throws Failed {
        var failed =
                answer instanceof OutsideAnswer.Away
                        || (answer instanceof OutsideAnswer.Answered(var status, _, _)
                                && status >= SERVER_ERRORS);
        if (failed) {
            throw new Failed(answer);
        }
        return answer;
    }

    private OutsideAnswer follow(OutsideRequest request) throws InterruptedException {
        var deadline = System.nanoTime() + limits.whole().toNanos();
        var answer = exchange.send(request, deadline);
        var next = request.redirected(answer, limits.otherHosts());
        for (var hop = 0; next.isPresent() && hop < MOST_REDIRECTS; hop++) {
            answer = exchange.send(next.get(), deadline);
            next = next.get().redirected(answer, limits.otherHosts());
        }
        return answer;
    }
}
