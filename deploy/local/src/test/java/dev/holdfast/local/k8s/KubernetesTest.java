package dev.holdfast.local.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinitions;
import dev.holdfast.local.MadeSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code k8s/} as kubectl renders it: valid by Kubernetes' own description, and by the rules of
 * this house, each of which is seen to name a fault.
 */
final class KubernetesTest {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path SWAGGER =
            Path.of(
                    System.getProperty(
                            "kubernetes.schema", ROOT + "/../shared/kubernetes/swagger-1.32.json"));
    private static final Map<String, Integer> PORTS =
            ServiceDefinitions.read(ROOT).stream()
                    .collect(Collectors.toMap(ServiceDefinition::name, ServiceDefinition::port));

    @BeforeAll
    static void needsKubectl() {
        assumeTrue(
                Manifests.kubectl().isPresent(),
                "no kubectl: k8s/ is not rendered. Put one on the PATH, or its path into KUBECTL.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void everyOverlayKeepsTheHouseRules(String overlay) throws Exception {
        assertEquals(List.of(), findings(render(overlay)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void everyOverlayIsValidByKubernetesOwnDescription(String overlay) throws Exception {
        assumeTrue(
                Files.exists(SWAGGER),
                "no " + SWAGGER + ": k8s/ is not validated. Name it by -Dkubernetes.schema.");
        var schema = new OfficialSchema(SWAGGER);
        var objects = Manifests.parse(render(overlay)).objects();
        assertTrue(objects.size() >= 12, "too few objects: " + objects.size());
        assertEquals(
                List.of(), objects.stream().flatMap(it -> schema.faults(it).stream()).toList());
    }

    @Test
    void everySecretThatIsMountedIsMade(@TempDir Path folder) throws Exception {
        var made = new MadeSecrets(folder).run("k8s/make-secrets");
        var mounted =
                Manifests.parse(render("local"))
                        .workloads()
                        .flatMap(it -> Manifests.pod(it).path("volumes").valueStream())
                        .map(it -> it.at("/secret/secretName").asText())
                        .filter(name -> !name.isEmpty())
                        .toList();
        assertEquals(2 * PORTS.size() + 2, mounted.size(), mounted.toString());
        mounted.forEach(name -> assertTrue(made.contains("{name: %s}".formatted(name)), name));
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsNamed() throws Exception {
        assumeTrue(Files.exists(SWAGGER), "no " + SWAGGER);
        var schema = new OfficialSchema(SWAGGER);
        var broken = render("production").replace("progressDeadlineSeconds", "progressDeadline");
        var faults =
                Manifests.parse(broken).objects().stream()
                        .flatMap(it -> schema.faults(it).stream())
                        .toList();
        assertTrue(faults.toString().contains("progressDeadline"), faults.toString());
    }

    /** What, the pattern that is replaced, by what, and how the finding begins. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "wrong port            | containerPort: 8081                | containerPort: 8090        | economy: wrong port of the container",
                "wrong service port    | port: 8080\\n    targetPort        | port: 80\\n    targetPort  | gateway: wrong port of the Service",
                "liveness on database  | /q/health/live                     | /q/health/ready            | economy: livenessProbe does not ask",
                "missing start-up      | startupProbe                       | lifecycle                  | economy: startupProbe does not ask",
                "missing policy        | kind: NetworkPolicy                | kind: ConfigMap            | no default-deny NetworkPolicy",
                "root user             | runAsUser: 10001                   | runAsUser: 0               | economy runs as user 0",
                "writable root         | readOnlyRootFilesystem: true       | readOnlyRootFilesystem: false | economy may write its root",
                "unpinned image        | economy-service:0.1.0              | economy-service:latest     | economy has an unpinned image",
                "no disruption budget  | kind: PodDisruptionBudget          | kind: ConfigMap            | gateway has no PodDisruptionBudget",
                "gap in a rollout      | maxUnavailable: 0                  | maxUnavailable: 1          | economy takes instances away",
                "secret in environment | name: HOLDFAST_GATEWAYS            | name: HOLDFAST_SECRET      | economy has a secret in its environment",
                "one address for all   | clusterIP: None                    | clusterIP: 10.0.0.1        | gateway's Service is not headless",
                "called at wrong port  | http://economy:8081                | http://economy:80          | gateway calls economy at a wrong port",
                "closed way            | egress:                            | ports:                     | economy may not call gateway",
                "no provisioning       | name: provision-economy            | name: prepare-economy      | economy has no provisioning Job",
                "admin for servants    | secretName: gateway                | secretName: provision-gateway | gateway is given the database admin's",
                "no snapshot before    | name: HOLDFAST_PROVISION           | name: HOLDFAST_MIGRATION_SNAPSHOT | provision-economy migrates data of which",
                "token of the cluster  | automountServiceAccountToken: false| hostNetwork: false         | economy gets a token",
            })
    void aPlantedFaultIsNamed(String what, String healthy, String broken, String finding)
            throws Exception {
        var rendered = render("production");
        var planted = rendered.replaceAll(healthy, broken.replace("\\n", "\n"));
        assertNotEquals(rendered, planted, what + " was not planted");
        var findings = findings(planted);
        assertTrue(findings.stream().anyMatch(it -> it.startsWith(finding)), findings.toString());
    }

    private static List<String> findings(String yaml) {
        return new HouseRules(Manifests.parse(yaml), PORTS).findings();
    }

    private static String render(String overlay) throws IOException, InterruptedException {
        return Manifests.render(
                Manifests.kubectl().orElseThrow(), ROOT.resolve("k8s/overlays").resolve(overlay));
    }
}
