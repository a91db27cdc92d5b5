package dev.holdfast.kit.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Sends requests to one remote party on the internet, within {@link ExternalHttpLimits}. Blocks;
 * not inside a unit of work. Thread-safe.
 */
public final class ExternalHttpClient {

    private static final int SAMPLE = 8;
    private static final int SERVER_ERRORS = 500;
    private static final int MOST_REDIRECTS = 5;

    private final String name;
    private final ExternalHttpLimits limits;
    private final ExternalHttpExchange exchange;
    private final MeterRegistry metrics;
    private final Guard guard;

    ExternalHttpClient(
            String name,
            ExternalHttpLimits limits,
            ExternalHttpExchange exchange,
            MeterRegistry metrics) {
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

        private final transient ExternalHttpResponse answer;

        Failed(ExternalHttpResponse answer) {
            super("counted by the circuit breaker", null, false, false);
            this.answer = answer;
        }
    }

    /**
     * Sends it, once; a redirect of a GET is followed as the limits say.
     *
     * @throws InterruptedException when the caller stops; it may have been received
     */
    public ExternalHttpResponse send(ExternalHttpRequest request) throws InterruptedException {
        var answer = guarded(request);
        var outcome =
                switch (answer) {
                    case ExternalHttpResponse.Answered(var status, _, _) ->
                            status < SERVER_ERRORS ? "answered" : "failed";
                    case ExternalHttpResponse.Refused _ -> "refused";
                    case ExternalHttpResponse.Away _ -> "away";
                    case ExternalHttpResponse.NotSent _ -> "not-sent";
                };
        metrics.counter("holdfast.outside", "client", name, "outcome", outcome).increment();
        return answer;
    }

    private ExternalHttpResponse guarded(ExternalHttpRequest request) throws InterruptedException {
        try {
            return guard.call(() -> judged(follow(request)), ExternalHttpResponse.class);
        } catch (Failed e) {
            return e.answer;
        } catch (BulkheadException _) {
            return new ExternalHttpResponse.NotSent("%s: all places are taken".formatted(name));
        } catch (CircuitBreakerOpenException _) {
            return new ExternalHttpResponse.NotSent(
                    "%s: the circuit breaker is open".formatted(name));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExternalHttpResponse judged(ExternalHttpResponse answer) throws Failed {
        var failed =
                answer instanceof ExternalHttpResponse.Away
                        || (answer instanceof ExternalHttpResponse.Answered(var status, _, _)
                                && status >= SERVER_ERRORS);
        if (failed) {
            throw new Failed(answer);
        }
        return answer;
    }

    private ExternalHttpResponse follow(ExternalHttpRequest request) throws InterruptedException {
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
