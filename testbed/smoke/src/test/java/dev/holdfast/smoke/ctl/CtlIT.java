package dev.holdfast.smoke.ctl;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.fleet.ServiceDefinitions;
import dev.holdfast.smoke.page.Owner;
import dev.holdfast.smoke.page.RunningStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/holdfastctl} as an operator runs it, beside the local stack. */
@Tag("chaos")
class CtlIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final int SERVICES = ServiceDefinitions.read(ROOT).size();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LONG_AGO = "41771983423143937";
    private static final String PAYEE = "milo";

    @TempDir static Path data;

    private static Map<String, String> environment;
    private static RunningStack stack;
    private static Owner marina;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() throws Exception {
        var ports = RunningStack.freePorts();
        stack = RunningStack.start(ROOT, data, ports);
        environment = RunningStack.environment(data, ports);
        marina = new Owner(stack.page());
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    /** What a run said. */
    private record Said(int exitCode, String out, String err) {}

    @Test
    void saysThatAllIsWellAndHow() throws Exception {
        await().atMost(PATIENCE).until(() -> run("status").exitCode() == 0);
        var status = run("status");
        for (var word :
                List.of(
                        "All is well.",
                        "gateway",
                        "economy",
                        "epoch",
                        "0/1",
                        "connected",
                        "outbox waiting 0",
                        "the bot works everywhere")) {
            assertTrue(status.out().contains(word), () -> word + " in\n" + status.out());
        }
        assertFalse(status.out().contains("\u001b"), "colours in a pipe");
        var told = told("status");
        assertTrue(told.path("postgres").asBoolean() && told.path("redis").asBoolean());
        assertEquals(SERVICES, told.path("leaders").size(), told::toString);
        for (var command :
                List.of(
                        "leader",
                        "shards",
                        "checks",
                        "dead-events",
                        "dead-letters",
                        "maintenance")) {
            assertEquals(0, run(command).exitCode(), command);
            assertTrue(told(command).path("fine").asBoolean(), command);
        }
    }

    @Test
    void hasTheBotRestAndMembersAreToldWhy() throws Exception {
        assertEquals(
                0, run("maintenance", "on", "--yes", "--reason", "New tides at noon.").exitCode());
        await().atMost(PATIENCE).until(() -> answeredToAMember().contains("New tides at noon."));
        assertTrue(run("status").out().contains("New tides at noon."));
        assertEquals(0, run("maintenance", "off").exitCode());
        await().atMost(PATIENCE).until(() -> !answeredToAMember().contains("New tides at noon."));
    }

    @Test
    void tellsOfAPaymentFromTheCommandToTheCoinsAndTheLogs() throws Exception {
        var key = paid(3).path("interactionId").asText();
        await().atMost(PATIENCE).until(() -> services(told("operation", key)).size() == 2);
        var timeline = told("operation", key);
        assertTrue(kinds(timeline).containsAll(List.of("operation", "transfer", "log")));
        var transfer = "3 from " + marina.id();
        assertTrue(timeline.toString().contains(transfer), timeline::toString);
        var read = run("operation", key).out();
        assertTrue(read.indexOf("answered to all") >= 0, read);
        var member = run("member", marina.guild(), marina.id(), "--since", "1h").out();
        assertTrue(member.contains(transfer) && member.contains("[" + key + "]"), member);
        assertTrue(member.contains("commands.log"), member);
        var guild = run("tail", marina.guild(), "--once").out();
        assertTrue(guild.contains("[" + key + "]"), guild);
    }

    @Test
    void tellsOfTheNoticeThatAnAdjustmentGaveRiseTo() throws Exception {
        marina.wantsNoticesIn("games");
        marina.adds(2, PAYEE);
        await().atMost(PATIENCE).until(() -> !effects().isEmpty());
        var effect = effects().getLast();
        var operation = told("operation", effect.path("cause").asText());
        assertTrue(
                kinds(operation)
                        .containsAll(List.of("operation", "audit", "transfer", "effect", "log")),
                operation::toString);
        assertTrue(operation.toString().contains("coins add"), operation::toString);
    }

    @Test
    void makesADatabaseReadyAsOftenAsItIsAskedAndSaysBeforeWhatItWouldMake() throws Exception {
        var server = "127.0.0.1:" + environment.get("HOLDFAST_POSTGRES_PORT") + "/holdfast";
        var password = Files.readString(data.resolve("postgres/password")).strip();
        var database =
                Map.of(
                        "DATABASE_URL",
                        "postgresql://" + server,
                        "DATABASE_ADMIN_URL",
                        "postgresql://postgres:%s@%s".formatted(password, server));
        var plan = run(database, "provision", "--plan");
        assertEquals(0, plan.exitCode(), plan::toString);
        assertEquals(SERVICES, plan.out().lines().count(), plan::out);
        assertTrue(plan.out().contains("0 migrations wait"), plan::out);
        var done = run(database, "provision");
        assertEquals(0, done.exitCode(), done::toString);
        assertTrue(done.out().contains("done"), done::out);
        assertEquals(0, run("status").exitCode());
    }

    @Test
    void saysWhatToDoWhereNobodyAnswersOrTheKeyIsWrong() throws Exception {
        var away = run(Map.of("HOLDFAST_GATEWAYS", "http://127.0.0.1:1"), "maintenance");
        assertEquals(1, away.exitCode());
        assertTrue(away.err().contains("gateway at http://127.0.0.1:1 does not answer"), away::err);
        var stranger = Map.of("HOLDFAST_SECRET", "a-secret-that-nobody-here-has-heard-of");
        var refused = run(stranger, "maintenance");
        assertEquals(1, refused.exitCode());
        assertTrue(refused.err().contains("set HOLDFAST_SECRET"), refused::err);
        var unknown = run("operation", LONG_AGO);
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.err().contains("Nothing is known of " + LONG_AGO), unknown::err);
        assertEquals(2, run("member", "here", "me").exitCode());
    }

    /** The owner is an operator, whose commands run also while the bot rests. */
    private static String answeredToAMember() throws Exception {
        return marina.answers(PAYEE, "balance");
    }

    /** Not before a rest that another test ordered is over. */
    private static JsonNode paid(int amount) throws Exception {
        return await().atMost(PATIENCE)
                .until(
                        () -> marina.pays(amount, PAYEE),
                        paid -> Owner.text(paid.path("reply")).contains("Payment"));
    }

    private List<JsonNode> effects() throws Exception {
        return entries(told("tail", marina.guild(), "--once")).stream()
                .filter(it -> it.path("kind").asText().equals("effect"))
                .filter(it -> it.path("state").asText().equals("applied"))
                .toList();
    }

    private static List<String> kinds(JsonNode timeline) {
        return entries(timeline).stream().map(it -> it.path("kind").asText()).toList();
    }

    /** Those in whose log something stands. */
    private static List<String> services(JsonNode timeline) {
        return entries(timeline).stream()
                .filter(it -> it.path("kind").asText().equals("log"))
                .map(it -> it.path("service").asText())
                .distinct()
                .toList();
    }

    private static List<JsonNode> entries(JsonNode timeline) {
        return StreamSupport.stream(timeline.path("timeline").spliterator(), false).toList();
    }

    private JsonNode told(String... arguments) throws Exception {
        var asJson = new ArrayList<>(List.of(arguments));
        asJson.add("--json");
        return json.readTree(run(asJson.toArray(String[]::new)).out());
    }

    private static Said run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private static Said run(Map<String, String> changed, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(ROOT.resolve("deploy/holdfastctl").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        var settings = new HashMap<>(environment);
        settings.putAll(changed);
        builder.environment().keySet().removeIf(name -> name.startsWith("HOLDFAST_"));
        builder.environment().putAll(settings);
        var errors = data.resolve("ctl.err").toFile();
        var process = builder.redirectError(errors).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var exitCode = process.waitFor();
        return new Said(exitCode, out, Files.readString(errors.toPath()));
    }
}
