package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.address.Endpoints;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which services there are and where their instances listen.
 *
 * @param instances their addresses as they are named, by the service's name
 */
record ServiceDirectory(Map<String, List<URI>> instances) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final String SHAPE =
            "Write it like economy=http://127.0.0.1:8081,roles=http://a:8082|http://b:8082";

    ServiceDirectory {
        instances = Map.copyOf(instances);
    }

    /**
     * Reads the operator's list.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    static ServiceDirectory of(Optional<String> list) {
        var instances = new LinkedHashMap<String, List<URI>>();
        list.map(String::strip).filter(text -> !text.isEmpty()).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(entry -> entry.strip().split("=", 2))
                .forEach(entry -> add(entry, instances));
        return new ServiceDirectory(instances);
    }

    private static void add(String[] entry, Map<String, List<URI>> instances) {
        var name = entry[0].strip();
        if (entry.length < 2 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "HOLDFAST_SERVICES has an entry '%s' without name=address. %s"
                            .formatted(String.join("=", entry), SHAPE));
        }
        var addresses = addresses(name, entry[1]);
        if (instances.put(name, addresses) != null) {
            throw new IllegalArgumentException(
                    "HOLDFAST_SERVICES names '%s' twice. %s".formatted(name, SHAPE));
        }
    }

    private static List<URI> addresses(String service, String list) {
        try {
            return Endpoints.parse(list);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "HOLDFAST_SERVICES for %s: %s. %s".formatted(service, e.getMessage(), SHAPE),
                    e);
        }
    }
}
