package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.protocol.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which service answers each fact and takes each kind of order.
 *
 * @param facts the service that tells it, by the fact's name
 * @param orders the service that takes it, by the order's kind
 * @param contested a sentence for what two services claim: it stays with the first by name
 */
public record OfferedCapabilities(
        Map<String, String> facts, Map<String, String> orders, List<String> contested) {

    static final OfferedCapabilities NONE = new OfferedCapabilities(Map.of(), Map.of(), List.of());

    public OfferedCapabilities {
        facts = Map.copyOf(facts);
        orders = Map.copyOf(orders);
        contested = List.copyOf(contested);
    }

    static OfferedCapabilities by(Collection<Manifest> manifests) {
        var facts = new TreeMap<String, String>();
        var orders = new TreeMap<String, String>();
        var contested = new ArrayList<String>();
        manifests.stream()
                .sorted(Comparator.comparing(Manifest::service))
                .forEach(manifest -> {
                    for (var fact : manifest.facts()) {
                        add(facts, "fact", fact.name(), manifest.service(), contested);
                    }
                    for (var kind : manifest.orders()) {
                        add(orders, "order", kind, manifest.service(), contested);
                    }
                });
        return new OfferedCapabilities(facts, orders, contested);
    }

    private static void add(
            Map<String, String> owners,
            String what,
            String name,
            String service,
            List<String> contested) {
        var owner = owners.putIfAbsent(name, service);
        if (owner != null) {
            contested.add(
                    "the %s %s of %s is left out: %s has it".formatted(what, name, service, owner));
        }
    }

    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    public Optional<String> order(String kind) {
        return Optional.ofNullable(orders.get(kind));
    }
}
