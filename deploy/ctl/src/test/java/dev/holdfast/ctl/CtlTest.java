package dev.holdfast.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where there is nobody to ask; against running services see testbed/smoke. */
class CtlTest {

    private static final String SECRET = "a-secret-of-more-than-32-characters-1";

    /** Nobody listens there. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir Path root;

    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "HOLDFAST_SECRET", SECRET,
                            "HOLDFAST_GATEWAYS", NOBODY,
                            "HOLDFAST_SERVICES", "economy=" + NOBODY));

    private String said = "";
    private String complained = "";

    @Test
    void badInputGetsASentenceThatSaysWhatToDo() {
        misused("no id", "member", "the-guild", "1");
        misused("write 90s, 30m, 12h or 7d", "member", "1", "2", "--since", "noon");
        misused("no operation key", "operation", "pay me");
        misused("'<user>'", "member", "1");
        misused("Unmatched argument", "status", "please");
        misused("holdfastctl maintenance --help", "maintenance", "perhaps");
        misused("status", "stats");
        misused("Try 'holdfastctl --help'");
    }

    @Test
    void nothingThatWasSetAsideIsDecidedAboutUnlessItIsNamedAndMeant() {
        misused("names no row", "dead-letters", "retry", "the-first");
        misused("Name the rows", "dead-letters", "drop");
        misused("Name the rows", "dead-letters", "drop", "--all", "economy:effect:7:12");
        misused("Say --yes to drop 1 rows", "dead-letters", "drop", "economy:effect:7:12");
        assertEquals(ExitCode.WRONG, run("dead-letters", "drop", "economy:effect:7:12", "--yes"));
        assertTrue(complained.contains("does not answer"), complained);
    }

    @Test
    void aWrongSettingGetsASentenceThatSaysWhatToDo() {
        environment.put("HOLDFAST_GATEWAYS", "gateway:8080");
        misused("HOLDFAST_GATEWAYS names 'gateway:8080'", "status");
        environment.put("HOLDFAST_GATEWAYS", NOBODY);
        environment.put("HOLDFAST_SERVICES", "http://127.0.0.1:1");
        misused("HOLDFAST_SERVICES", "status");
        environment.put("HOLDFAST_SERVICES", "economy=" + NOBODY);
        environment.put("HOLDFAST_SECRET", "short");
        misused("HOLDFAST_SECRET has 5 characters", "status");
        environment.remove("HOLDFAST_SECRET");
        misused("set HOLDFAST_SECRET to theirs", "status");
    }

    @Test
    void provisioningWantsADatabaseAndBuiltServices() throws Exception {
        Files.createDirectory(root.resolve("deploy"));
        Files.writeString(
                root.resolve("deploy/fleet.properties"),
                "economy.module = economy-service\neconomy.port = 8081\neconomy.needs = database");
        misused("DATABASE_URL is not set", "provision");
        environment.put("DATABASE_URL", "postgresql://127.0.0.1:1/holdfast");
        misused("DATABASE_ADMIN_URL is not set", "provision", "--plan");
        environment.put("DATABASE_ADMIN_URL", "postgresql://127.0.0.1:1/holdfast");
        assertEquals(ExitCode.WRONG, run("provision", "--plan"));
        assertTrue(complained.contains("build it with ./mvnw package"), complained);
    }

    @Test
    void theLocalStacksSecretIsFoundWhereItIsKept() throws Exception {
        environment.remove("HOLDFAST_SECRET");
        Files.writeString(Files.createDirectories(root.resolve("data")).resolve("secret"), SECRET);
        assertEquals(ExitCode.WRONG, run("maintenance"));
        assertTrue(complained.contains("does not answer"), complained);
        Files.delete(root.resolve("data/secret"));
        Files.writeString(root.resolve("secret"), SECRET);
        environment.put("HOLDFAST_DATA", root.toString());
        assertEquals(ExitCode.WRONG, run("maintenance"));
    }

    @Test
    void whoDoesNotAnswerIsNamedWithWhatToDo() throws Exception {
        var sentence =
                "gateway at http://127.0.0.1:1 does not answer: start it (./deploy/up), or say where it listens in HOLDFAST_GATEWAYS.";
        assertEquals(ExitCode.WRONG, run("maintenance"));
        assertEquals("holdfastctl: " + sentence + "\n", complained);
        assertEquals("", said);
        assertEquals(ExitCode.WRONG, run("maintenance", "--json"));
        assertEquals(sentence, new ObjectMapper().readTree(said).path("trouble").asText());
        assertEquals(ExitCode.WRONG, run("status"));
        assertTrue(said.contains(sentence), said);
        assertEquals(ExitCode.WRONG, run("status", "--json"));
        assertFalse(new ObjectMapper().readTree(said).path("fine").asBoolean());
        assertEquals(ExitCode.WRONG, run("member", "1", "2"));
        assertTrue(complained.contains("economy at http://127.0.0.1:1"), complained);
    }

    @Test
    void helpNamesEveryCommandSettingAndExitCode() {
        assertEquals(ExitCode.FINE, run("--help"));
        for (var word :
                new String[] {
                    "status",
                    "leader",
                    "shards",
                    "maintenance",
                    "member",
                    "operation",
                    "tail",
                    "checks",
                    "errors",
                    "dead-events",
                    "HOLDFAST_SECRET",
                    "Exit codes"
                }) {
            assertTrue(said.contains(word), word);
        }
    }

    @Test
    void showsColoursToPeopleOnly() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new Terminal(out, out, true).line(StyledText.fine(true, "up"));
        assertEquals("\u001b[32mup\u001b[0m\n", bytes.toString(StandardCharsets.UTF_8));
        bytes.reset();
        new Terminal(out, out, false).line(StyledText.fine(true, "up"), StyledText.dim("now"));
        assertEquals("up  now\n", bytes.toString(StandardCharsets.UTF_8));
    }

    private void misused(String sentence, String... arguments) {
        assertEquals(ExitCode.USAGE, run(arguments), complained);
        assertTrue(complained.contains(sentence), complained);
        assertEquals(1, complained.lines().count(), complained);
    }

    private int run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        var code = new Ctl(environment, root, console).run(arguments);
        said = out.toString(StandardCharsets.UTF_8);
        complained = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
