package dev.holdfast.local.k8s;

import static dev.holdfast.local.k8s.Manifests.container;
import static dev.holdfast.local.k8s.Manifests.pod;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code k8s/restore.yaml}, which is in no overlay, as docs/recovery.md has it applied. */
final class RestoreJobTest {

    private static final Path K8S = Path.of(System.getProperty("holdfast.root"), "k8s");
    private static final Path SWAGGER =
            Path.of(
                    System.getProperty(
                            "kubernetes.schema",
                            K8S + "/../../shared/kubernetes/swagger-1.32.json"));

    private final Manifests restore = read("restore.yaml", "'SNAPSHOT'", "'42'");
    private final JsonNode job = restore.of("Job").findFirst().orElseThrow();

    /** A number without quotes is none of the strings that Kubernetes takes. */
    @Test
    void isValidByKubernetesOwnDescription() throws IOException {
        assumeTrue(Files.exists(SWAGGER), "no " + SWAGGER);
        var schema = new OfficialSchema(SWAGGER);
        assertEquals(
                List.of(),
                restore.objects().stream().flatMap(it -> schema.faults(it).stream()).toList());
        container(job)
                .path("env")
                .forEach(each -> assertTrue(each.path("value").isTextual(), each.toString()));
    }

    @Test
    void keepsTheHouseRules() {
        assertEquals(
                List.of("no default-deny NetworkPolicy"),
                new HouseRules(restore, Map.of()).findings());
    }

    /** A policy that does not select it lets it reach nothing, and the servers admit by a label. */
    @Test
    void isSelectedByThePoliciesThatLetItReachTheStoreAndTheServers() {
        var labels = job.at("/spec/template/metadata/labels");
        var archive =
                read("base/backup-service/network-policy.yaml").named("NetworkPolicy", "archive");
        var wanted = archive.orElseThrow().at("/spec/podSelector/matchLabels");
        assertEquals(1, wanted.size(), wanted.toString());
        wanted.properties()
                .forEach(label -> assertEquals(label.getValue(), labels.path(label.getKey())));
        for (var server : List.of("postgres", "redis")) {
            var policy =
                    read("overlays/local/%s.yaml".formatted(server)).named("NetworkPolicy", server);
            var admitted =
                    policy.orElseThrow().at("/spec/ingress/0/from/0/podSelector/matchLabels");
            assertEquals(1, admitted.size(), admitted.toString());
            admitted.properties()
                    .forEach(label -> assertEquals(label.getValue(), labels.path(label.getKey())));
        }
    }

    @Test
    void readsAndWritesWhereBackupDoes() {
        var backup = read("base/backup-service/deployment.yaml").named("Deployment", "backup");
        for (var name : List.of("DATABASE_URL", "BACKUP_LOCATIONS", "HOLDFAST_GATEWAYS")) {
            assertEquals(env(backup.orElseThrow(), name), env(job, name), name);
        }
        assertEquals(container(backup.orElseThrow()).path("image"), container(job).path("image"));
        assertEquals(
                container(backup.orElseThrow()).path("volumeMounts"),
                container(job).path("volumeMounts"));
        assertEquals("Never", pod(job).path("restartPolicy").asText());
    }

    private static String env(JsonNode workload, String name) {
        return container(workload)
                .path("env")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElseThrow();
    }

    private static Manifests read(String file, String... replaced) {
        try {
            var text = Files.readString(K8S.resolve(file));
            if (replaced.length > 0) {
                assertTrue(text.contains(replaced[0]), replaced[0]);
                text = text.replace(replaced[0], replaced[1]);
            }
            return Manifests.parse(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
