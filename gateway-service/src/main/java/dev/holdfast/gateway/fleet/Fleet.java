package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.address.Discovery;
import dev.holdfast.kit.protocol.Manifest;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All services with their current instances: this gateway itself and those behind it. Thread-safe.
 */
@Singleton
public final class Fleet {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    private final ServiceClient client;
    private final FleetSettings settings;
    private final OwnService own;
    private final Map<String, RemoteService> services;

    Fleet(
            ServiceClient client,
            FleetSettings settings,
            OwnService own,
            Discovery discovery,
            MeterRegistry metrics) {
        this.client = client;
        this.settings = settings;
        this.own = own;
        this.services =
                ServiceDirectory.of(settings.services()).instances().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                new RemoteService(
                                                        entry.getKey(),
                                                        discovery.endpoints(entry.getValue()),
                                                        client,
                                                        settings,
                                                        metrics)));
    }

    /** Whoever has the commands of that name. */
    public Service service(String name) {
        if (name.equals(own.name())) {
            return own;
        }
        var remote = services.get(name);
        return remote == null ? new UnknownService(name) : remote;
    }

    /** Every service behind the gateway that the operator named. */
    public Set<String> names() {
        return services.keySet();
    }

    /** How many requests for all services together may be under way. */
    public int places() {
        return services.size() * settings.servicePlaces();
    }

    /** Every instance there is now of every service the operator named. */
    public List<Instance> instances() {
        return services.values().stream().flatMap(each -> each.instances().stream()).toList();
    }

    /** What the instance can do; empty when it does not answer. */
    public Optional<Manifest> manifest(Instance instance) throws InterruptedException {
        var started = System.nanoTime();
        try {
            var manifest = client.manifest(instance);
            instance.answered(Duration.ofNanos(System.nanoTime() - started));
            return Optional.of(manifest);
        } catch (IOException e) {
            instance.silent();
            LOG.debugf("no manifest of %s: %s", instance, e);
            return Optional.empty();
        }
    }
}
