package dev.holdfast.ctl;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinitions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the services are and what an operator shows them, by the same settings as the services'
 * own; without any, those of the local stack on this machine.
 */
record Settings(List<ServiceInstance> instances, OperatorKeys keys) {

    private static final String GATEWAY = "gateway";
    private static final int SHORTEST_SECRET = 32;

    Settings {
        instances = List.copyOf(instances);
    }

    /**
     * Reads them.
     *
     * @param root Holdfast's folder, where the local stack keeps its data
     * @throws CtlException where one cannot be understood
     */
    static Settings of(Map<String, String> environment, Path root) {
        var given = new Given(environment);
        var gateways =
                given.text("HOLDFAST_GATEWAYS")
                        .orElseGet(() -> local(given, root).getOrDefault(GATEWAY, ""));
        var services = given.text("HOLDFAST_SERVICES").orElseGet(() -> behind(local(given, root)));
        var instances = new ArrayList<>(addresses("HOLDFAST_GATEWAYS", GATEWAY, gateways));
        for (var entry : services.split(",", -1)) {
            var parts = entry.strip().split("=", 2);
            if (parts.length < 2 || parts[0].isEmpty()) {
                throw CtlException.usage(
                        "HOLDFAST_SERVICES is not of the form economy=http://a:8081|http://b:8081,roles=http://c:8082:"
                                + " correct it, or unset it for the local stack's.");
            }
            instances.addAll(addresses("HOLDFAST_SERVICES", parts[0], parts[1]));
        }
        return new Settings(instances, keys(given, root));
    }

    /** Where the services of the local stack listen, by their names. */
    private static Map<String, String> local(Given given, Path root) {
        var addresses = new LinkedHashMap<String, String>();
        fleet(root).forEach(service -> addresses.put(service.name(), given.local(service)));
        return addresses;
    }

    /**
     * Every service of Holdfast.
     *
     * @throws CtlException where the file that names them cannot be understood
     */
    static List<ServiceDefinition> fleet(Path root) {
        try {
            return ServiceDefinitions.read(root);
        } catch (IllegalArgumentException e) {
            throw CtlException.usage(String.valueOf(e.getMessage()));
        }
    }

    private static String behind(Map<String, String> local) {
        return local.entrySet().stream()
                .filter(service -> !service.getKey().equals(GATEWAY))
                .map(service -> service.getKey() + "=" + service.getValue())
                .collect(Collectors.joining(","));
    }

    /** The environment, where what is empty is not set. */
    private record Given(Map<String, String> environment) {

        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        String local(ServiceDefinition service) {
            var port = text(service.portSetting()).orElse(Integer.toString(service.port()));
            return "http://127.0.0.1:" + port;
        }
    }

    private static List<ServiceInstance> addresses(String setting, String service, String list) {
        return Arrays.stream(list.split("\\|", -1))
                .map(address -> new ServiceInstance(service, address(setting, address.strip())))
                .toList();
    }

    private static URI address(String setting, String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() != null && address.getScheme().matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw CtlException.usage(
                "%s names '%s', which is no address of the form http://host:port: correct it, or unset it for the local stack's."
                        .formatted(setting, text));
    }

    private static OperatorKeys keys(Given given, Path root) {
        var handed =
                given.text("HOLDFAST_KEYS").stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .map(entry -> entry.strip().split("=", 2))
                        .filter(entry -> entry.length == 2)
                        .collect(
                                Collectors.toMap(
                                        entry -> entry[0], entry -> entry[1], (first, _) -> first));
        var kept = root.resolve(given.text("HOLDFAST_DATA").orElse("data")).resolve("secret");
        var secret = given.text("HOLDFAST_SECRET").or(() -> read(kept));
        if (handed.isEmpty() && secret.isEmpty()) {
            throw CtlException.usage(
                    "There is no key to show the services: set HOLDFAST_SECRET to theirs, or start the local stack, which keeps its own in %s."
                            .formatted(kept));
        }
        if (secret.isPresent() && secret.get().length() < SHORTEST_SECRET) {
            throw CtlException.usage(
                    "HOLDFAST_SECRET has %d characters and the services' own at least 32: set it to theirs."
                            .formatted(secret.get().length()));
        }
        return new OperatorKeys(handed, secret);
    }

    private static Optional<String> read(Path secret) {
        try {
            return Optional.of(Files.readString(secret).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Where the gateways listen, as services are told. */
    String gateways() {
        return of(GATEWAY)
                .map(instance -> instance.address().toString())
                .collect(Collectors.joining("|"));
    }

    /** The services' names, the gateway first. */
    List<String> services() {
        return instances.stream().map(ServiceInstance::service).distinct().toList();
    }

    Stream<ServiceInstance> of(String service) {
        return instances.stream().filter(instance -> instance.service().equals(service));
    }
}
