package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.limit.Places;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service as the gateway sees it: instances that are asked in turn, behind a bulkhead of its own,
 * so that one which hangs takes nobody else's places. Safe for any thread.
 */
final class Service {

    private final List<Instance> instances;
    private final Places places;
    private final AtomicInteger turn = new AtomicInteger();

    Service(String name, List<URI> addresses, FleetSettings settings, MeterRegistry metrics) {
        this.instances =
                addresses.stream()
                        .map(address ->
                                new Instance(
                                        name,
                                        address,
                                        settings.serviceBreak(),
                                        settings.serviceConcurrency()))
                        .toList();
        this.places =
                new Places(
                        settings.servicePlaces(),
                        "holdfast.gateway.service.places",
                        Tags.of("service", name),
                        metrics);
    }

    List<Instance> instances() {
        return instances;
    }

    /** All of them, beginning with the one whose turn it is. */
    List<Instance> inTurn() {
        var all = new ArrayList<>(instances);
        Collections.rotate(all, turn.getAndIncrement());
        return all;
    }

    /** For requests of people, from when they wait for an instance until they are settled. */
    Places places() {
        return places;
    }
}
