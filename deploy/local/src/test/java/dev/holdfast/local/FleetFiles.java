package dev.holdfast.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.fleet.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether every file that has to know each service knows the fleet, and no other service. */
final class FleetFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final List<ServiceDefinition> fleet;
    private final List<String> findings = new ArrayList<>();

    /**
     * Begins to compare.
     *
     * @param root of the files
     * @param fleet what they have to know
     */
    FleetFiles(Path root, List<ServiceDefinition> fleet) {
        this.root = root;
        this.fleet = fleet;
    }

    /** A sentence for each file that lacks a service: what to add, and where. */
    List<String> findings() throws IOException {
        fleet.forEach(this::own);
        var compose = yaml("deploy/compose.yaml");
        var targets = text("deploy/observability/prometheus.yml");
        for (var service : fleet) {
            compose(service, compose);
            var target = "targets: [\"%s:%d\"]".formatted(service.name(), service.port());
            check(targets.contains(target), "deploy/observability/prometheus.yml lacks " + target);
            kubernetes(service);
        }
        calls("deploy/compose.yaml");
        calls("k8s/base/gateway-service/deployment.yaml");
        strangers(compose);
        return List.copyOf(findings);
    }

    private void own(ServiceDefinition service) {
        var module = service.module();
        check(
                text("pom.xml").contains("<module>%s</module>".formatted(module)),
                "pom.xml lacks <module>%s</module>".formatted(module));
        var artifact = module.substring(module.lastIndexOf('/') + 1);
        check(
                text("testbed/smoke/pom.xml").contains("<artifactId>" + artifact + "<"),
                "testbed/smoke/pom.xml lacks a dependency on %s, so that it is built before"
                        .formatted(artifact));
        var settings = module + "/src/main/resources/application.properties";
        check(
                text(settings).contains("quarkus.http.port=" + service.port()),
                "%s lacks quarkus.http.port=%d".formatted(settings, service.port()));
        check(
                text(settings).contains("quarkus.application.name=" + service.name()),
                "%s lacks quarkus.application.name=%s".formatted(settings, service.name()));
    }

    private void compose(ServiceDefinition service, JsonNode compose) {
        var keys = service.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_KEYS";
        for (var name : List.of(service.name(), "provision-" + service.name())) {
            var said = compose.path("services").path(name);
            check(
                    said.at("/build/args/SERVICE").asText().equals(service.module()),
                    "deploy/compose.yaml lacks the service %s, built from %s"
                            .formatted(name, service.module()));
            check(
                    said.at("/environment/QUARKUS_HTTP_PORT").asInt() == service.port(),
                    "deploy/compose.yaml lacks QUARKUS_HTTP_PORT %d of %s"
                            .formatted(service.port(), name));
        }
        check(
                compose.path("secrets").has(keys)
                        && compose.path("secrets").has(keys + "_PREVIOUS"),
                "deploy/compose.yaml lacks the secrets %s and %s_PREVIOUS".formatted(keys, keys));
    }

    private void kubernetes(ServiceDefinition service) {
        var base = "k8s/base/" + service.module();
        check(
                Files.isDirectory(root.resolve(base)),
                base + " is missing: Deployment, Service, policies and provisioning Job");
        check(
                text("k8s/base/kustomization.yaml").contains("- " + service.module()),
                "k8s/base/kustomization.yaml lacks " + service.module());
        for (var overlay : List.of("local", "production")) {
            var file = "k8s/overlays/%s/kustomization.yaml".formatted(overlay);
            var replicas = "{name: %s, count: ".formatted(service.name());
            check(text(file).contains(replicas), "%s lacks %s...}".formatted(file, replicas));
        }
        var production = "k8s/overlays/production/kustomization.yaml";
        var image = "holdfast/" + service.module();
        check(
                text(production).contains(image),
                "%s lacks the image %s".formatted(production, image));
    }

    /** The gateway has everybody's address, and everybody the gateway's. */
    private void calls(String file) {
        var addresses =
                fleet.stream()
                        .filter(ServiceDefinition::isBehindGateway)
                        .map(it -> "%s=http://%s:%d".formatted(it.name(), it.name(), it.port()))
                        .collect(Collectors.joining(","));
        check(
                text(file).contains(addresses),
                "%s lacks HOLDFAST_SERVICES %s".formatted(file, addresses));
    }

    /** What is built, scraped or deployed without being in the fleet. */
    private void strangers(JsonNode compose) throws IOException {
        var names = fleet.stream().map(ServiceDefinition::name).toList();
        for (var service : compose.path("services").properties()) {
            check(
                    !service.getValue().has("build")
                            || names.contains(service.getKey().replace("provision-", "")),
                    "deploy/fleet.properties lacks %s, which deploy/compose.yaml has"
                            .formatted(service.getKey()));
        }
        var modules = fleet.stream().map(ServiceDefinition::module).toList();
        try (Stream<Path> folders = Files.list(root.resolve("k8s/base"))) {
            folders.map(folder -> folder.getFileName().toString())
                    .filter(folder -> folder.endsWith("-service"))
                    .filter(folder -> !modules.contains(folder))
                    .forEach(folder ->
                            findings.add(
                                    "deploy/fleet.properties lacks %s, which k8s/base has"
                                            .formatted(folder)));
        }
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException _) {
            return "";
        }
    }

    private JsonNode yaml(String file) {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return JSON.valueToTree(yaml.load(text(file)));
    }

    private void check(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
