package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said of deploy/compose.yaml and deploy/observability without an engine. */
class ComposeTest {

    private static final Path ROOT = KnownSettings.ROOT;
    private static final Path DEPLOY = ROOT.resolve("deploy");
    private static final Path SCHEMA =
            Path.of(System.getProperty("compose.schema", ROOT + "/../shared/compose-spec.json"));
    private static final Pattern PINNED =
            Pattern.compile("[a-z/-]+:v?[0-9]+\\.[0-9.]+[0-9a-z._-]*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode compose = yaml(DEPLOY.resolve("compose.yaml"));

    /** What is started beside it by hand, for one command. */
    private final JsonNode restore = yaml(DEPLOY.resolve("restore.yaml"));

    private final JsonNode holdfastctl = yaml(DEPLOY.resolve("holdfastctl.yaml"));

    @Test
    void fitsTheOfficialSchema() throws IOException {
        assumeTrue(Files.exists(SCHEMA), "no " + SCHEMA + ": compose.yaml is not checked by it");
        var official = (ObjectNode) JSON.readTree(SCHEMA.toFile());
        official.remove("$id"); // is no address, which the validator wants
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(official);
        for (var file : List.of(compose, restore, holdfastctl)) {
            assertTrue(schema.validate(file).isEmpty(), schema.validate(file).toString());
        }
    }

    @Test
    void everyImageIsPinnedAndWhatIsOursIsBuiltFromAModuleOnItsPort() throws IOException {
        for (var service : compose.path("services").properties()) {
            var said = service.getValue();
            var image = said.path("image").asText();
            assertTrue(PINNED.matcher(image).matches(), image);
            var module = said.at("/build/args/SERVICE").asText();
            if (!module.isEmpty()) {
                var own = ROOT.resolve(module).resolve("src/main/resources/application.properties");
                var port = said.at("/environment/QUARKUS_HTTP_PORT").asText();
                assertTrue(Files.readString(own).contains("quarkus.http.port=" + port), module);
                assertEquals("holdfast/" + module + ":0.1.0", image);
                assertEquals("deploy/Dockerfile", said.at("/build/dockerfile").asText());
            }
        }
        try (var lines = Files.lines(DEPLOY.resolve("Dockerfile"))) {
            var from = lines.filter(line -> line.startsWith("FROM ")).toList();
            assertEquals(2, from.size());
            for (var line : from) {
                assertTrue(PINNED.matcher(line.split(" ", 3)[1]).matches(), line);
            }
        }
    }

    @Test
    void everySettingOfOursIsOneThatTheServicesKnow() throws IOException {
        var known = KnownSettings.read();
        assertTrue(known.size() > 20, known.toString());
        known.addAll(KnownSettings.ofImages());
        for (var service : compose.path("services")) {
            if (!service.has("build")) {
                continue;
            }
            var named = new ArrayList<String>();
            service.path("environment").fieldNames().forEachRemaining(named::add);
            service.path("secrets").forEach(secret -> named.add(setting(secret)));
            for (var name : named) {
                assertTrue(known.contains(name), name + " is no setting of ours");
            }
        }
    }

    @Test
    void everySecretIsMade(@TempDir Path folder) throws IOException, InterruptedException {
        var made = new MadeSecrets(folder);
        made.run("deploy/container/make-secrets");
        for (var file : List.of(compose, restore, holdfastctl)) {
            for (var secret : file.path("secrets").properties()) {
                assertTrue(Files.exists(made.file(secret.getKey())), secret.getKey());
                assertEquals(
                        "./secrets/" + secret.getKey(), secret.getValue().path("file").asText());
            }
        }
    }

    /** It was cut off from a store elsewhere. */
    @Test
    void aRestoreReachesWhatBackupDoes() {
        var said = restore.at("/services/restore");
        var backup = compose.at("/services/backup");
        for (var same :
                List.of(
                        "/image",
                        "/networks",
                        "/volumes",
                        "/environment/DATABASE_URL",
                        "/environment/BACKUP_LOCATIONS")) {
            assertEquals(backup.at(same), said.at(same), same);
        }
        assertTrue(said.path("secrets").toString().contains("DATABASE_ADMIN_URL"));
        assertEquals("", said.at("/environment/HOLDFAST_RESTORE_CONFIRM").asText());
    }

    @Test
    void holdfastctlKnowsEveryServiceInTheirNetwork() {
        var said = holdfastctl.at("/services/holdfastctl");
        var gateway = compose.at("/services/gateway");
        for (var same :
                List.of(
                        "/image",
                        "/environment/HOLDFAST_SERVICES",
                        "/environment/HOLDFAST_GATEWAYS")) {
            assertEquals(gateway.at(same), said.at(same), same);
        }
        assertEquals("[\"inside\"]", said.path("networks").toString());
        assertEquals(
                "[{\"source\":\"OPERATOR_KEYS\",\"target\":\"HOLDFAST_KEYS\"}]",
                said.path("secrets").toString());
    }

    @Test
    void whatIsStartedByHandIsProtectedLikeTheRest() throws IOException {
        var known = KnownSettings.read();
        known.addAll(List.of("HOLDFAST_SERVICES", "NO_COLOR"));
        for (var said :
                List.of(restore.at("/services/restore"), holdfastctl.at("/services/holdfastctl"))) {
            assertTrue(said.path("read_only").asBoolean(), said.toString());
            assertEquals("[\"ALL\"]", said.path("cap_drop").toString());
            assertEquals("no", said.path("restart").asText());
            assertTrue(said.has("mem_limit") && said.has("pids_limit"));
            said.path("environment")
                    .fieldNames()
                    .forEachRemaining(name -> assertTrue(known.contains(name), name));
        }
    }

    @Test
    void nothingRunsAsRootOrWritesWhereItNeedNot() {
        for (var service : compose.path("services").properties()) {
            var said = service.getValue();
            var name = service.getKey();
            assertTrue(said.path("read_only").asBoolean(), name);
            assertEquals("[\"ALL\"]", said.path("cap_drop").toString(), name);
            assertEquals(
                    provisions(said) ? "no" : "unless-stopped",
                    said.path("restart").asText(),
                    name);
            assertTrue(said.has("mem_limit") && said.has("pids_limit"), name);
            assertTrue(said.path("security_opt").toString().contains("no-new-privileges"), name);
            // What is built here says both in its image.
            assertTrue(said.has("build") || said.has("user"), name);
            assertTrue(said.has("build") || said.has("healthcheck"), name);
            said.path("ports").forEach(port -> assertTrue(port.asText().startsWith("127.0.0.1:")));
        }
    }

    /** With volatile-ttl a full Redis drops leases first. */
    @Test
    void redisEvictsNothing() {
        var command = compose.at("/services/redis/command").toString();
        assertTrue(command.contains("--maxmemory-policy noeviction"), command);
    }

    @Test
    void whatServesBeginsWhenItsTablesAreThereAndNeverHasTheAdminsPassword() {
        for (var service : compose.path("services").properties()) {
            var said = service.getValue();
            var name = service.getKey();
            var isOurs = said.has("build");
            assertEquals(
                    isOurs && provisions(said),
                    said.path("secrets").toString().contains("DATABASE_ADMIN_URL"),
                    name);
            if (isOurs && !provisions(said)) {
                assertEquals(
                        "service_completed_successfully",
                        said.at("/depends_on/provision-" + name + "/condition").asText());
                assertEquals("30s", said.path("stop_grace_period").asText(), name);
                assertEquals(
                        said.path("image"),
                        compose.path("services").path("provision-" + name).path("image"));
            }
        }
    }

    @Test
    void nobodyMigratesDataBeforeThereIsASnapshotOfThem() {
        for (var service : compose.path("services").properties()) {
            var said = service.getValue();
            var name = service.getKey();
            assertFalse(said.path("environment").has("HOLDFAST_MIGRATION_SNAPSHOT"), name);
            if (provisions(said) && !name.equals("provision-backup")) {
                assertEquals(
                        "service_healthy", said.at("/depends_on/backup/condition").asText(), name);
            }
        }
    }

    @Test
    void handsEachServiceItsOwnKeysAndNobodyTheSecret() {
        assertFalse(compose.path("secrets").has("HOLDFAST_SECRET"));
        for (var service : compose.path("services").properties()) {
            if (!service.getValue().has("build")) {
                continue;
            }
            var owner = service.getKey().replace("provision-", "").toUpperCase(Locale.ROOT);
            var held = new ArrayList<String>();
            for (var secret : service.getValue().path("secrets")) {
                if (setting(secret).startsWith("HOLDFAST_KEYS")) {
                    held.add(secret.path("source").asText());
                }
            }
            assertEquals(owner + "_KEYS", held.getFirst(), service.getKey());
            assertTrue(
                    held.stream().allMatch(each -> each.startsWith(owner + "_")), held.toString());
        }
    }

    /** What a secret is called where the service looks for it. */
    private static String setting(JsonNode secret) {
        return secret.isTextual() ? secret.asText() : secret.path("target").asText();
    }

    private static boolean provisions(JsonNode service) {
        return service.at("/environment/HOLDFAST_PROVISION").asText().equals("run");
    }

    @Test
    void dashboardsAndAlertsCanBeReadAndSayWhatTheyAreFor() throws IOException {
        try (var files = Files.list(DEPLOY.resolve("observability/dashboards"))) {
            for (var file : files.toList()) {
                var dashboard = JSON.readTree(file.toFile());
                assertEquals(
                        file.getFileName().toString(), dashboard.path("uid").asText() + ".json");
                assertTrue(dashboard.path("panels").size() > 2, file.toString());
                for (var panel : dashboard.path("panels")) {
                    assertEquals("holdfast", panel.at("/datasource/uid").asText());
                    assertTrue(!panel.at("/targets/0/expr").asText().isEmpty(), panel.toString());
                }
            }
        }
        var rules = yaml(DEPLOY.resolve("observability/rules.yml")).at("/groups/0/rules");
        assertTrue(rules.size() > 10);
        for (var rule : rules) {
            assertTrue(rule.path("alert").asText().startsWith("Holdfast"), rule.toString());
            assertTrue(!rule.path("expr").asText().isEmpty(), rule.toString());
            assertTrue(!rule.at("/annotations/summary").asText().isEmpty(), rule.toString());
            assertTrue(rule.at("/annotations/description").asText().length() > 20, rule.toString());
            assertTrue(
                    List.of("critical", "warning").contains(rule.at("/labels/severity").asText()));
        }
    }

    @Test
    void everyAlertIsSeenToFire() throws IOException {
        var seen = Files.readString(DEPLOY.resolve("observability/rules.test.yml"));
        for (var rule : yaml(DEPLOY.resolve("observability/rules.yml")).at("/groups/0/rules")) {
            var alert = "alertname=\"%s\"".formatted(rule.path("alert").asText());
            assertTrue(seen.contains(alert), "no test in which it fires: " + alert);
        }
    }

    @Test
    void prometheusItselfTakesTheAlertsWhichFireAndStayQuietWhenTheyShould() throws Exception {
        promtool("check", "rules", "rules.yml");
        promtool("test", "rules", "rules.test.yml");
        promtool("check", "config", "--syntax-only", "prometheus.yml");
    }

    private static void promtool(String... words) throws Exception {
        var promtool = Path.of("/usr/bin/promtool");
        assumeTrue(
                Files.exists(promtool),
                "no promtool: the alert rules are neither checked nor tested. Install Debian's prometheus.");
        var command = Stream.concat(Stream.of(promtool.toString()), Stream.of(words)).toList();
        var process =
                new ProcessBuilder(command)
                        .directory(DEPLOY.resolve("observability").toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static JsonNode yaml(Path file) {
        try {
            var text = Files.readString(file);
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            return JSON.valueToTree(yaml.load(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
