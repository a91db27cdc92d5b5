package dev.holdfast.gateway.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Sends idempotent requests to services, such as the export of a person's data. Thread-safe. */
@Singleton
public final class RepeatableRequests {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    private final Fleet fleet;
    private final ServiceClient client;

    RepeatableRequests(Fleet fleet, ServiceClient client) {
        this.fleet = fleet;
        this.client = client;
    }

    /** The services that the operator named. */
    public List<String> services() {
        return fleet.names().stream().sorted().toList();
    }

    /**
     * Asks one instance after the other.
     *
     * @return empty where none did what was asked; it may have been done all the same
     */
    public Optional<JsonNode> post(String service, String path, Object body)
            throws InterruptedException {
        var all = fleet.instances().stream().filter(it -> it.service().equals(service)).toList();
        for (var instance : all) {
            try {
                return Optional.of(client.post(instance, path, body));
            } catch (IOException | CircuitBreakerOpenException e) {
                LOG.infof("%s does not do %s: %s", instance, path, e.getMessage());
            }
        }
        return Optional.empty();
    }
}
