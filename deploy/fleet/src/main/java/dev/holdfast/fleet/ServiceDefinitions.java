package dev.holdfast.fleet;

import dev.holdfast.fleet.ServiceDefinition.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every service of Holdfast, read from {@code deploy/fleet.properties}. */
public final class ServiceDefinitions {

    private static final Path FILE = Path.of("deploy", "fleet.properties");
    private static final Pattern LINE =
            Pattern.compile(
                    "([a-z][a-z0-9-]{0,29})\\.(module|port|public-port|needs)\\s*=\\s*(.+)");
    private static final int MOST_PORTS = 65_535;

    private ServiceDefinitions() {}

    /**
     * Reads them.
     *
     * @param root Holdfast's folder
     * @return at least one, in the file's order
     * @throws IllegalArgumentException with a sentence that names the line and what to write there
     */
    public static List<ServiceDefinition> read(Path root) {
        var file = root.resolve(FILE);
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read: restore the file.".formatted(file), e);
        }
    }

    static List<ServiceDefinition> parse(List<String> lines) {
        var services = new LinkedHashMap<String, Map<String, String>>();
        for (var line : lines) {
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            var parts = LINE.matcher(text);
            if (!parts.matches()) {
                throw wrong("has the line '%s'".formatted(text));
            }
            var properties = services.computeIfAbsent(parts.group(1), _ -> new LinkedHashMap<>());
            if (properties.put(parts.group(2), parts.group(3).strip()) != null) {
                throw wrong("has %s.%s twice".formatted(parts.group(1), parts.group(2)));
            }
        }
        if (services.isEmpty()) {
            throw wrong("names no service");
        }
        return services.entrySet().stream()
                .map(entry -> definition(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ServiceDefinition definition(String name, Map<String, String> properties) {
        if (!properties.keySet().containsAll(Set.of("module", "port", "needs"))) {
            throw wrong("lacks module, port or needs of " + name);
        }
        return new ServiceDefinition(
                name,
                properties.getOrDefault("module", ""),
                port(name, properties.getOrDefault("port", "")),
                properties.containsKey("public-port")
                        ? OptionalInt.of(port(name, properties.getOrDefault("public-port", "")))
                        : OptionalInt.empty(),
                needs(name, properties.getOrDefault("needs", "")));
    }

    private static int port(String name, String text) {
        try {
            var port = Integer.parseInt(text);
            if (port > 0 && port <= MOST_PORTS) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw wrong("gives %s the port '%s'".formatted(name, text));
    }

    private static Set<Need> needs(String name, String list) {
        try {
            return Arrays.stream(list.split(",", -1))
                    .map(need -> Need.valueOf(need.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class)));
        } catch (IllegalArgumentException _) {
            throw wrong("has %s need '%s'".formatted(name, list));
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "%s %s. A service is written like: roles.module = roles-service, roles.port = 8082, roles.needs = database, redis, gateway; each on a line of its own."
                        .formatted(FILE, what));
    }
}
