package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinition.Need;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file that has to know each service has what {@code deploy/fleet.properties} says. */
class FleetFilesTest {

    private static final ServiceDefinition UNKNOWN =
            new ServiceDefinition(
                    "shells",
                    "shells-service",
                    8099,
                    OptionalInt.empty(),
                    Set.of(Need.DATABASE, Need.GATEWAY));

    @Test
    void everyFileKnowsTheFleetAndNobodyElse() throws IOException {
        var files = new FleetFiles(KnownSettings.ROOT, KnownSettings.FLEET);
        assertEquals(List.of(), files.findings());
    }

    @Test
    void aServiceThatIsNowhereElseIsMissedInEachFile() throws IOException {
        var fleet = Stream.concat(KnownSettings.FLEET.stream(), Stream.of(UNKNOWN)).toList();
        var findings = new FleetFiles(KnownSettings.ROOT, fleet).findings();
        for (var missing :
                List.of(
                        "pom.xml lacks <module>shells-service</module>",
                        "testbed/smoke/pom.xml lacks a dependency on shells-service",
                        "shells-service/src/main/resources/application.properties lacks",
                        "deploy/compose.yaml lacks the service shells, ",
                        "deploy/compose.yaml lacks the service provision-shells, ",
                        "deploy/compose.yaml lacks the secrets SHELLS_KEYS",
                        "deploy/compose.yaml lacks HOLDFAST_SERVICES ",
                        "deploy/observability/prometheus.yml lacks targets: [\"shells:8099\"]",
                        "k8s/base/shells-service is missing",
                        "k8s/base/kustomization.yaml lacks shells-service",
                        "k8s/base/gateway-service/deployment.yaml lacks HOLDFAST_SERVICES",
                        "k8s/overlays/local/kustomization.yaml lacks {name: shells",
                        "k8s/overlays/production/kustomization.yaml lacks the image")) {
            assertTrue(
                    findings.stream().anyMatch(it -> it.startsWith(missing)),
                    () -> missing + " is not among " + findings);
        }
    }

    @Test
    void aServiceThatOnlyOtherFilesKnowIsNamed() throws IOException {
        var others =
                KnownSettings.FLEET.stream().filter(it -> !it.name().equals("economy")).toList();
        var findings = new FleetFiles(KnownSettings.ROOT, others).findings();
        assertEquals(
                List.of(
                        "deploy/fleet.properties lacks provision-economy, which deploy/compose.yaml has",
                        "deploy/fleet.properties lacks economy, which deploy/compose.yaml has",
                        "deploy/fleet.properties lacks economy-service, which k8s/base has"),
                findings.stream().filter(it -> it.startsWith("deploy/fleet")).toList());
    }
}
