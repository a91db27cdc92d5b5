package dev.holdfast.local.k8s;

import static dev.holdfast.local.k8s.Manifests.container;
import static dev.holdfast.local.k8s.Manifests.name;
import static dev.holdfast.local.k8s.Manifests.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the schema cannot know: how our workloads are probed, protected and connected. */
final class HouseRules {

    private static final Pattern PINNED = Pattern.compile(".+:[0-9][^:]*|.+@sha256:[0-9a-f]{64}");
    private static final Pattern SECRET =
            Pattern.compile(".*(TOKEN|SECRET|PASSWORD|KEYS?|ADMIN_URL)");
    private static final Pattern ADDRESS = Pattern.compile("http://([a-z-]+):(\\d+)");

    private final Manifests manifests;
    private final Map<String, Integer> ports;
    private final List<String> findings = new ArrayList<>();

    /**
     * Reads one rendering.
     *
     * @param ports every service of the fleet with its port
     */
    HouseRules(Manifests manifests, Map<String, Integer> ports) {
        this.manifests = manifests;
        this.ports = ports;
    }

    /** A sentence for each rule that is broken, which names the object. */
    List<String> findings() {
        manifests.workloads().forEach(this::workload);
        ports.forEach(this::service);
        check(
                manifests.named("NetworkPolicy", "default-deny").isPresent(),
                "no default-deny NetworkPolicy");
        return List.copyOf(findings);
    }

    private void workload(JsonNode workload) {
        var name = name(workload);
        var pod = pod(workload);
        var container = container(workload);
        check(pod.at("/securityContext/runAsNonRoot").asBoolean(), name + " may run as root");
        check(pod.at("/securityContext/runAsUser").asInt() > 0, name + " runs as user 0");
        check(
                "RuntimeDefault".equals(pod.at("/securityContext/seccompProfile/type").asText()),
                name + " has no seccomp profile");
        check(
                !pod.path("automountServiceAccountToken").asBoolean(true),
                name + " gets a token for the cluster's API");
        check(
                container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
                name + " may write its root file system");
        check(
                !container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)
                        && "ALL"
                                .equals(
                                        container
                                                .at("/securityContext/capabilities/drop/0")
                                                .asText()),
                name + " keeps privileges");
        var image = container.path("image").asText();
        check(PINNED.matcher(image).matches(), name + " has an unpinned image: " + image);
        check(
                container.at("/resources/limits/memory").isTextual()
                        && container.at("/resources/requests/memory").isTextual(),
                name + " has no bound of memory");
        for (var variable : container.path("env")) {
            var secret =
                    SECRET.matcher(variable.path("name").asText()).matches()
                            || variable.has("valueFrom");
            check(!secret, name + " has a secret in its environment: " + variable.path("name"));
        }
        check(
                env(container, "HOLDFAST_MIGRATION_SNAPSHOT").isEmpty(),
                name + " migrates data of which there is no snapshot");
        check(isProtected(workload), name + " has no NetworkPolicy of its own for both directions");
    }

    private boolean isProtected(JsonNode workload) {
        var labels = workload.at("/spec/template/metadata/labels");
        var directions =
                manifests
                        .of("NetworkPolicy")
                        .filter(it -> !it.at("/spec/podSelector/matchLabels").isEmpty())
                        .filter(it -> selects(it.at("/spec/podSelector/matchLabels"), labels))
                        .flatMap(it -> Stream.of(it.at("/spec/policyTypes")))
                        .flatMap(it -> it.valueStream().map(JsonNode::asText))
                        .toList();
        return directions.contains("Egress")
                && (directions.contains("Ingress") || "Job".equals(workload.path("kind").asText()));
    }

    private static boolean selects(JsonNode wanted, JsonNode labels) {
        return wanted.properties().stream()
                .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    }

    private void service(String name, int port) {
        var deployment = manifests.named("Deployment", name).orElse(null);
        var service = manifests.named("Service", name).orElse(null);
        if (deployment == null || service == null) {
            findings.add(name + " has no Deployment or no Service");
            return;
        }
        var container = container(deployment);
        check(
                container.at("/ports/0/containerPort").asInt() == port,
                name + ": wrong port of the container");
        check(
                service.at("/spec/ports/0/port").asInt() == port,
                name + ": wrong port of the Service");
        check(
                env(container, "QUARKUS_HTTP_PORT").equals(Integer.toString(port)),
                name + ": wrong QUARKUS_HTTP_PORT");
        check(
                "None".equals(service.at("/spec/clusterIP").asText()),
                name + "'s Service is not headless");
        probes(name, container);
        rollout(name, deployment);
        check(
                manifests.named("PodDisruptionBudget", name).isPresent(),
                name + " has no PodDisruptionBudget");
        var job = manifests.named("Job", "provision-" + name);
        check(job.isPresent(), name + " has no provisioning Job");
        check(
                pod(deployment)
                        .path("volumes")
                        .valueStream()
                        .noneMatch(
                                it -> it.at("/secret/secretName").asText().startsWith("provision")),
                name + " is given the database admin's password");
        ADDRESS.matcher(env(container, "HOLDFAST_SERVICES") + env(container, "HOLDFAST_GATEWAYS"))
                .results()
                .forEach(it -> address(name, it.group(1), Integer.parseInt(it.group(2))));
    }

    private void probes(String name, JsonNode container) {
        Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
                .forEach((probe, path) ->
                        check(
                                container
                                        .path(probe)
                                        .at("/httpGet/path")
                                        .asText()
                                        .equals("/q/health/" + path),
                                "%s: %s does not ask /q/health/%s".formatted(name, probe, path)));
    }

    private void rollout(String name, JsonNode deployment) {
        var rolling = deployment.at("/spec/strategy/rollingUpdate");
        check(
                "0".equals(rolling.path("maxUnavailable").asText())
                        && "1".equals(rolling.path("maxSurge").asText()),
                name + " takes instances away before new ones are ready");
        check(
                pod(deployment).path("terminationGracePeriodSeconds").asInt() >= 30,
                name + " has less than 30 s to stop");
    }

    private void address(String caller, String callee, int port) {
        check(
                Integer.valueOf(port).equals(ports.get(callee)),
                "%s calls %s at a wrong port: %d".formatted(caller, callee, port));
        var allowed =
                caller.equals(callee)
                        || manifests.named("NetworkPolicy", caller).stream()
                                .flatMap(it -> it.at("/spec/egress").valueStream())
                                .anyMatch(it ->
                                        it.at(
                                                        "/to/0/podSelector/matchLabels/app.kubernetes.io~1name")
                                                .asText()
                                                .equals(callee));
        check(allowed, "%s may not call %s by its NetworkPolicy".formatted(caller, callee));
    }

    private static String env(JsonNode container, String name) {
        return container
                .path("env")
                .valueStream()
                .filter(it -> it.path("name").asText().equals(name))
                .map(it -> it.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private void check(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
