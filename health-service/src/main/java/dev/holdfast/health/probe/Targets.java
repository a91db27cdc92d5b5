package dev.holdfast.health.probe;

import dev.holdfast.kit.address.Discovery;
import dev.holdfast.kit.address.Endpoints;
import dev.holdfast.kit.address.ServiceDirectory;
import dev.holdfast.kit.gateway.GatewayEndpoints;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which instances there are now, of all services and of the gateway. Thread-safe. */
@Singleton
final class Targets {

    private final Map<String, Endpoints> services = new TreeMap<>();
    private final GatewayEndpoints gateways;

    Targets(
            @ConfigProperty(name = "holdfast.services") Optional<String> services,
            Discovery discovery,
            GatewayEndpoints gateways) {
        ServiceDirectory.of(services)
                .instances()
                .forEach((name, named) -> this.services.put(name, discovery.endpoints(named)));
        this.gateways = gateways;
    }

    /** One process. */
    record Target(String service, URI address) {

        static Target of(InstanceState state) {
            return new Target(state.service(), state.address());
        }
    }

    /** Every service that was named, whether or not an instance of it is found. */
    List<String> services() {
        var names = new ArrayList<>(services.keySet());
        if (gateways.knowsAny() && !names.contains(Judgement.GATEWAY)) {
            names.add(Judgement.GATEWAY);
        }
        return names;
    }

    List<Target> instances() {
        var all = new ArrayList<Target>();
        services.forEach((name, endpoints) ->
                endpoints.current().forEach(it -> all.add(new Target(name, it))));
        gateways.current().forEach(it -> all.add(new Target(Judgement.GATEWAY, it)));
        return all.stream().distinct().toList();
    }
}
