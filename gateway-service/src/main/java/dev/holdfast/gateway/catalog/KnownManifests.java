package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.protocol.Manifest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each instance said last. Of a service's instances the highest build counts; one that has not
 * answered since the start counts as what its service was before. Bound to one thread.
 */
final class KnownManifests {

    private final Map<String, Manifest> before = new HashMap<>();
    private final Map<Object, Manifest> heard = new HashMap<>();

    /** What was kept from before the start. */
    void remember(Collection<Manifest> kept) {
        kept.forEach(manifest -> before.put(manifest.service(), manifest));
    }

    /**
     * Notes what an instance says now.
     *
     * @param instance who said it; equal to itself only
     */
    void hear(Object instance, Manifest manifest) {
        heard.put(instance, manifest);
    }

    /**
     * What counts now; what others said is forgotten.
     *
     * @param instances of each service; of one without any, what it was before the start counts
     */
    List<Manifest> best(Map<String, ? extends Collection<?>> instances) {
        heard.keySet().retainAll(instances.values().stream().flatMap(Collection::stream).toList());
        return instances.entrySet().stream()
                .flatMap(entry -> best(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private Optional<Manifest> best(String service, Collection<?> instances) {
        if (instances.isEmpty()) {
            return Optional.ofNullable(before.get(service));
        }
        return instances.stream()
                .map(instance -> heard.getOrDefault(instance, before.get(service)))
                .flatMap(Stream::ofNullable)
                .filter(manifest -> Objects.equals(manifest.service(), service))
                .max(Comparator.comparingLong(Manifest::build));
    }
}
