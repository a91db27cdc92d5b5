package dev.holdfast.gateway.fleet;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which services there are and where their instances listen.
 *
 * @param instances by the service's name
 */
record Directory(Map<String, List<URI>> instances) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final String SHAPE =
            "Write it like economy=http://127.0.0.1:8081,roles=http://a:8082|http://b:8082";

    Directory {
        instances = Map.copyOf(instances);
    }

    /**
     * Reads the operator's list.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    static Directory of(Optional<String> list) {
        var instances = new LinkedHashMap<String, List<URI>>();
        list.map(String::strip).filter(text -> !text.isEmpty()).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(entry -> entry.strip().split("=", 2))
                .forEach(entry -> add(entry, instances));
        return new Directory(instances);
    }

    private static void add(String[] entry, Map<String, List<URI>> instances) {
        var name = entry[0].strip();
        if (entry.length < 2 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "HOLDFAST_SERVICES has an entry '%s' without name=address. %s"
                            .formatted(String.join("=", entry), SHAPE));
        }
        var addresses =
                Arrays.stream(entry[1].split("\\|", -1)).map(text -> address(name, text)).toList();
        if (instances.put(name, addresses) != null) {
            throw new IllegalArgumentException(
                    "HOLDFAST_SERVICES names '%s' twice. %s".formatted(name, SHAPE));
        }
    }

    private static URI address(String service, String text) {
        try {
            var uri = URI.create(text.strip().replaceAll("/+$", ""));
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw wrong(service, text, malformed);
        }
        throw wrong(service, text, null);
    }

    private static IllegalArgumentException wrong(
            String service, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "HOLDFAST_SERVICES gives '%s' for %s, which is no http address. %s"
                        .formatted(text, service, SHAPE),
                cause);
    }
}
