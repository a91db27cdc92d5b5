package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.address.Endpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The instances of one service, as its endpoints are now. Whoever stays keeps its breaker and its
 * line; one that comes back begins anew. Safe for any thread.
 */
final class Instances {

    private final String service;
    private final Endpoints endpoints;
    private final FleetSettings settings;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Map<URI, Instance> known = Map.of();

    Instances(String service, Endpoints endpoints, FleetSettings settings) {
        this.service = service;
        this.endpoints = endpoints;
        this.settings = settings;
    }

    List<Instance> all() {
        return List.copyOf(known(endpoints.current()).values());
    }

    /** All of them, beginning with the one whose turn it is. */
    List<Instance> inTurn() {
        var all = new ArrayList<>(all());
        Collections.rotate(all, turn.getAndIncrement());
        return all;
    }

    private Map<URI, Instance> known(List<URI> current) {
        var before = known;
        return List.copyOf(before.keySet()).equals(current) ? before : changed();
    }

    /** Reads them anew: whoever waited here may have seen older ones. */
    private synchronized Map<URI, Instance> changed() {
        var before = known;
        var now = new LinkedHashMap<URI, Instance>();
        for (var address : endpoints.current()) {
            var instance = before.get(address);
            now.put(address, instance == null ? instance(address) : instance);
        }
        known = Collections.unmodifiableMap(now);
        return now;
    }

    private Instance instance(URI address) {
        return new Instance(
                service, address, settings.serviceBreak(), settings.serviceConcurrency());
    }
}
