package dev.holdfast.local.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Kubernetes objects, as {@code kubectl kustomize} renders them. */
record Manifests(List<JsonNode> objects) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Manifests {
        objects = List.copyOf(objects);
    }

    /** {@code kubectl} by the variable KUBECTL or on the PATH. */
    static Optional<Path> kubectl() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("").split(":");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("KUBECTL")).map(Path::of),
                        Stream.of(path).map(folder -> Path.of(folder, "kubectl")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The YAML of an overlay. */
    static String render(Path kubectl, Path overlay) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(kubectl.toString(), "kustomize", overlay.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    static Manifests parse(String yaml) {
        var parser = new Yaml(new SafeConstructor(new LoaderOptions()));
        return new Manifests(
                StreamSupport.stream(parser.loadAll(yaml).spliterator(), false)
                        .<JsonNode>map(JSON::valueToTree)
                        .toList());
    }

    Stream<JsonNode> of(String kind) {
        return objects.stream().filter(it -> it.path("kind").asText().equals(kind));
    }

    Optional<JsonNode> named(String kind, String name) {
        return of(kind).filter(it -> name(it).equals(name)).findFirst();
    }

    /** Whatever makes pods. */
    Stream<JsonNode> workloads() {
        return Stream.of("Deployment", "StatefulSet", "Job").flatMap(this::of);
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static JsonNode container(JsonNode workload) {
        return pod(workload).path("containers").path(0);
    }
}
