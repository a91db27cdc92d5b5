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
 * answered yet counts as what counted for its service before. Bound to one thread.
 */
final class KnownManifests {

    private final Map<String, Manifest> before = new HashMap<>();
    private final Map<Object, Manifest> heard = new HashMap<>();

    /** What counts for instances that have not answered. */
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
     * What counts now, and for instances that come later; what each of the others said is
     * forgotten.
     *
     * @param instances of each service; of one without any, what counted before goes on to count
     */
    List<Manifest> best(Map<String, ? extends Collection<?>> instances) {
        heard.keySet().retainAll(instances.values().stream().flatMap(Collection::stream).toList());
        var best =
                instances.entrySet().stream()
                        .flatMap(entry -> best(entry.getKey(), entry.getValue()).stream())
                        .toList();
        remember(best);
        return best;
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
