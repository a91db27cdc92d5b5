package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.limit.Bulkhead;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * Forwards requests of one service to another. It has bulkheads of its own, so that services do not
 * use up those of people. Thread-safe.
 */
@Singleton
public final class ServiceRelay {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int PLACES = 32;

    private final Fleet fleet;
    private final ServiceClient client;
    private final MeterRegistry metrics;
    private final Map<String, Bulkhead> places = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    ServiceRelay(Fleet fleet, ServiceClient client, MeterRegistry metrics) {
        this.fleet = fleet;
        this.client = client;
        this.metrics = metrics;
    }

    /**
     * Asks one instance after the other until one has what is asked for.
     *
     * @param path with its query
     * @return a 404 only where every instance that answered says so; empty: none answered, or none
     *     has the time
     */
    public Optional<HttpAnswer> get(String service, String path) throws InterruptedException {
        return within(service, instance -> client.look(instance, path));
    }

    /** The same for what a service does once, however many instances it is sent to. */
    public Optional<HttpAnswer> post(String service, String path, byte[] body)
            throws InterruptedException {
        return within(service, instance -> client.bring(instance, path, body));
    }

    private interface Question {
        HttpAnswer ask(Instance instance) throws IOException, InterruptedException;
    }

    private Optional<HttpAnswer> within(String service, Question question)
            throws InterruptedException {
        return places.computeIfAbsent(service, this::placesOf)
                .within(() -> ask(service, question), Optional::empty);
    }

    private Bulkhead placesOf(String service) {
        return new Bulkhead(
                PLACES, "holdfast.gateway.relay.bulkhead", Tags.of("service", service), metrics);
    }

    private Optional<HttpAnswer> ask(String service, Question question)
            throws InterruptedException {
        var all =
                fleet.instances().stream()
                        .filter(instance -> instance.service().equals(service))
                        .collect(Collectors.toList());
        Collections.rotate(all, turn.getAndIncrement());
        Optional<HttpAnswer> unknown = Optional.empty();
        for (var instance : all) {
            try {
                var answer = question.ask(instance);
                if (answer.status() != 404) {
                    return Optional.of(answer);
                }
                // An instance of another build, in the middle of a rolling deploy.
                unknown = Optional.of(answer);
            } catch (IOException | CircuitBreakerOpenException e) {
                LOG.debugf("%s does not answer another service: %s", instance, e);
            }
        }
        return unknown;
    }
}
