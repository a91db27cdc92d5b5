package dev.holdfast.smoke.observe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinitions;
import dev.holdfast.kit.observe.TraceId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.testing.Collector;
import dev.holdfast.smoke.page.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One payment, from the click to the commit, as an operator of the whole stack sees it. */
@Tag("chaos")
class ObserveIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path OBSERVABILITY = ROOT.resolve("deploy/observability");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<ServiceDefinition> FLEET = ServiceDefinitions.read(ROOT);
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:holdfast|jvm|process|system)_\\w+");
    private static final Pattern ID_IN_LABEL = Pattern.compile("=\"[^\"]*[0-9]{15,}[^\"]*\"");

    @TempDir static Path data;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Collector collector;
    private static RunningStack stack;
    private static int ports;
    private static OperationKey paid;
    private static OperationKey added;

    @BeforeAll
    static void onePersonPaysAnother() throws Exception {
        collector = new Collector();
        ports = RunningStack.freePorts();
        stack =
                RunningStack.start(
                        ROOT,
                        data,
                        ports,
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                collector.address().toString(),
                                "HOLDFAST_LOG_FORMAT",
                                "json"));
        var state = stack.page().resolve("/sandbox/state");
        await().atMost(PATIENCE)
                .until(() -> get(state).path("commands").findValuesAsText("name").contains("pay"));
        var guild = get(state).path("guilds").path(0);
        var owner = guild.path("owner_id").asText();
        var other =
                StreamSupport.stream(guild.path("members").spliterator(), false)
                        .map(member -> member.path("user"))
                        .filter(user -> !user.path("bot").asBoolean())
                        .map(user -> user.path("id").asText())
                        .filter(id -> !id.equals(owner))
                        .findFirst()
                        .orElseThrow();
        var channel = text(guild.path("channels"));
        var member = option("member", 6, other);
        paid = OperationKey.of(act(owner, channel, "pay", member, option("amount", 3, "25")));
        // What takes a lock, and what orders an effect.
        act(owner, channel, "daily");
        act(owner, channel, "holdfast", sub("notices", option("channel", 7, channel)));
        var prize = option("reason", 3, "a prize");
        var add = sub("add", member, option("amount", 3, "5"), prize);
        added = OperationKey.of(act(owner, channel, "coins", add));
    }

    private static String text(JsonNode channels) {
        for (var channel : channels) {
            if (channel.path("type").asInt() == 0) {
                return channel.path("id").asText();
            }
        }
        throw new IllegalStateException("no text channel");
    }

    private static String option(String name, int type, String value) {
        return "{\"name\": \"%s\", \"type\": %d, \"value\": \"%s\"}".formatted(name, type, value);
    }

    private static String sub(String name, String... options) {
        return "{\"name\": \"%s\", \"type\": 1, \"options\": [%s]}"
                .formatted(name, String.join(",", options));
    }

    /** Does what a person does until it is answered within Discord's 3 s; says which one was. */
    private static String act(String user, String channel, String name, String... options) {
        var body =
                """
                {"kind": "command", "name": "%s", "userId": "%s", "channelId": "%s", "options": [%s]}
                """
                        .formatted(name, user, channel, String.join(",", options));
        var request =
                HttpRequest.newBuilder(stack.page().resolve("/sandbox/act?wait=20000"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        var done =
                await().atMost(PATIENCE)
                        .until(
                                () -> send(request),
                                answer -> answer.path("state").asText().equals("REPLIED"));
        return done.path("interactionId").asText();
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
        collector.close();
    }

    @Test
    void onePaymentIsOneTraceFromItsReceiptToItsCommitAndBackToDiscord() {
        await().atMost(PATIENCE)
                .until(() ->
                        names(paid)
                                .containsAll(
                                        List.of(
                                                "holdfast-gateway: /pay",
                                                "holdfast-gateway: economy /bot/invocations",
                                                "holdfast-economy: /pay",
                                                "holdfast-economy: unit of work",
                                                "holdfast-economy: begin_group",
                                                "holdfast-economy: finish_group, commit",
                                                "holdfast-gateway: Discord POST /interactions/*/*/callback")));
        var spans = of(paid);
        assertTrue(
                names(paid).stream()
                        .anyMatch(name -> name.startsWith("holdfast-economy: select pay")),
                names(paid).toString());
        for (var span : spans) {
            assertEquals(paid.value(), span.notes().get("holdfast.operation"), span.toString());
        }
        var roots = spans.stream().filter(span -> span.parent().isEmpty()).toList();
        assertEquals(1, roots.size(), roots.toString());
        var first = roots.getFirst();
        assertEquals("/pay", first.name());
        var ids = spans.stream().map(Collector.Span::id).toList();
        for (var span : spans) {
            assertTrue(span.equals(first) || ids.contains(span.parent()), "an orphan: " + span);
            assertTrue(first.began() <= span.began() && span.ended() <= first.ended(), "" + span);
        }
    }

    @Test
    void anEffectIsPartOfTheTraceOfTheCommandThatOrderedIt() {
        var sent = "holdfast-gateway: Discord POST /channels/*/messages";
        var ended = "holdfast-economy: delete outbox";
        await().atMost(PATIENCE).until(() -> names(added).containsAll(List.of(sent, ended)));
        var spans = of(added);
        var path = new ArrayList<String>();
        var here = spans.stream().filter(span -> name(span).equals(sent)).findFirst();
        while (here.isPresent()) {
            path.addFirst(name(here.get()));
            var parent = here.get().parent();
            here = spans.stream().filter(span -> span.id().equals(parent)).findFirst();
        }
        assertEquals(
                List.of(
                        "holdfast-gateway: /coins add",
                        "holdfast-gateway: economy /bot/invocations",
                        "holdfast-economy: /coins add",
                        "holdfast-economy: unit of work",
                        "holdfast-economy: effect telladmins",
                        "holdfast-economy: gateway /effects",
                        "holdfast-gateway: effect telladmins",
                        sent),
                path);
        var roots = spans.stream().filter(span -> span.parent().isEmpty()).toList();
        assertEquals(1, roots.size(), roots.toString());
    }

    @Test
    void anEffectIsFollowedThroughTheLogFilesByTheKeyOfTheOperationThatOrderedIt() {
        var said = "trace=%s cause=%s".formatted(TraceId.of(added), added);
        for (var file :
                List.of(
                        "economy-service/outbox.log",
                        "economy-service/database.log",
                        "gateway-service/bot.log",
                        "gateway-service/database.log")) {
            await().atMost(PATIENCE).until(() -> read(file).contains(said));
        }
        var told = read("gateway-service/bot.log").lines().filter(it -> it.contains(said)).toList();
        assertTrue(told.getFirst().contains("command=\"effect telladmins\""), told.toString());
    }

    @Test
    void onePaymentIsFollowedThroughTheLogFilesByItsOperationKey() {
        var said = "operation=%s trace=%s".formatted(paid, TraceId.of(paid));
        for (var file :
                List.of(
                        "gateway-service/bot.log",
                        "economy-service/commands.log",
                        "economy-service/database.log")) {
            await().atMost(PATIENCE).until(() -> read(file).contains(said));
        }
        var lines =
                read("economy-service/console.log").lines().filter(it -> it.contains(paid.value()));
        assertTrue(lines.anyMatch(it -> it.contains("\"system\":\"database\"")), "standard output");
    }

    @Test
    void everyMetricThatADashboardOrAnAlertNamesExists() throws Exception {
        var gateway = FLEET.stream().map(ServiceDefinition::name).toList().indexOf("gateway");
        await().atMost(PATIENCE)
                .until(() ->
                        metrics(ports + gateway).contains("holdfast_gateway_effect_seconds_count"));
        var served = new TreeSet<String>();
        for (var port : servicePorts()) {
            METRIC.matcher(metrics(port)).results().forEach(name -> served.add(name.group()));
        }
        var named = new TreeSet<String>();
        try (var files = Files.walk(OBSERVABILITY)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                METRIC.matcher(text).results().forEach(name -> named.add(name.group()));
            }
        }
        assertTrue(named.size() > 20, named.toString());
        named.removeAll(served);
        assertTrue(named.isEmpty(), "nobody serves " + named);
    }

    @Test
    void noMetricHasALabelThatIsAnId() throws Exception {
        for (var port : servicePorts()) {
            // A backup's location is named by its folder, and this test's has a number in its name.
            var found = ID_IN_LABEL.matcher(metrics(port).replace(data.toString(), ""));
            assertFalse(found.find(), () -> "a label of its own: " + found.group());
        }
    }

    @Test
    void noSecretIsInAnyLog() throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        for (var file : List.of("secret", "redis-password", "sandbox/token", "backup.key")) {
            secrets.put(file, Files.readString(data.resolve(file)).strip());
        }
        var looked = new ArrayList<Path>();
        for (var service : FLEET) {
            try (var files = Files.list(data.resolve("logs").resolve(service.module()))) {
                looked.addAll(files.filter(Files::isRegularFile).toList());
            }
        }
        assertTrue(looked.size() > 10, looked.toString());
        for (var file : looked) {
            var text = Files.readString(file);
            secrets.forEach(
                    (name, secret) -> assertFalse(text.contains(secret), name + " is in " + file));
            assertFalse(text.contains("Bearer e"), "a key is in " + file);
        }
    }

    @Test
    void aSecretInAWrongPlaceIsNotPrintedWhenItEndsTheStart() throws Exception {
        var jar = ROOT.resolve("economy-service/target/quarkus-app/quarkus-run.jar").toString();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-jar", jar);
        builder.environment().put("DATABASE_POOL_SIZE", "pasted-by-mistake");
        builder.environment().put("HOLDFAST_LOG_DIR", data.resolve("logs/wrong").toString());
        var process = builder.redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor() != 0, said);
        assertTrue(said.contains("database.pool-size"), said);
        assertFalse(said.contains("pasted"), said);
    }

    private static List<Collector.Span> of(OperationKey operation) {
        var trace = TraceId.of(operation).hex();
        return collector.spans().stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private static List<String> names(OperationKey operation) {
        return of(operation).stream().map(ObserveIT::name).toList();
    }

    private static String name(Collector.Span span) {
        return span.service() + ": " + span.name();
    }

    /** As {@link RunningStack} gives them out, in the fleet's order. */
    private static List<Integer> servicePorts() {
        return IntStream.range(ports, ports + FLEET.size()).boxed().toList();
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)));
        return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String read(String log) {
        try {
            var file = data.resolve("logs").resolve(log);
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private static JsonNode send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }
}
