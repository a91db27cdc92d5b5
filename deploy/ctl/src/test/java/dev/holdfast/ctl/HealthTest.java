package dev.holdfast.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What health-service says, as an operator reads it; against running services see testbed/smoke.
 */
class HealthTest {

    private static final String STATE =
            """
            {"at": "2026-01-01T00:00:00Z", "cutOff": %s, "lastRound": %s,
             "components": [
               {"component": "service:economy", "verdict": "%s", "since": "2026-01-01T00:00:00Z",
                "measuredAt": null, "detail": "%s", "build": "7"}],
             "instances": [
               {"service": "economy", "address": "http://10.0.0.7:8081", "reached": true, "started": true,
                "ready": false, "build": "7", "failing": ["database"], "measuredAt": "2026-01-01T00:00:00Z"}]}
            """;
    private static final String ROUND = "\"2026-01-01T00:00:00Z\"";
    private static final String INCIDENT =
            """
            {"id": %d, "root": "postgres:main", "verdict": "DOWN", "began": "2026-01-01T00:00:00Z",
             "ended": %s, "attached": ["service:economy", "service:roles"], "acknowledgedBy": null}
            """;
    private static final String ENDED = "\"2026-01-01T00:07:00Z\"";
    private static final String SNAPSHOT =
            """
            [{"snapshot": {"guild": "0", "snapshotId": 9, "state": "VERIFIED", "startedAt": "%s"}, "copies": []}]
            """;
    private static final String LINES =
            """
            [{"name": "incidents", "answer": "HOLDS", "detail": "None is open.", "advice": ""},
             {"name": "disks", "answer": "%s", "detail": "host:one: 2%% are free.", "advice": "Free some space."}]
            """;

    @TempDir Path root;

    private StandIn health;
    private StandIn backup;
    private String said = "";
    private String complained = "";

    @BeforeEach
    void start() throws IOException {
        health = new StandIn();
        backup = new StandIn();
    }

    @AfterEach
    void stop() {
        health.close();
        backup.close();
    }

    @Test
    void isFineOnlyWhereAllIsWellAndWasMeasured() {
        health.says("/health/state", 200, STATE.formatted("false", ROUND, "WELL", ""));
        assertEquals(ExitCode.FINE, run("health"), complained);
        assertTrue(said.startsWith("All is well. Measured "), said);
        assertTrue(said.contains("not ready"), said);
        assertTrue(said.contains("down: database"), said);
        for (var verdict : new String[] {"DEGRADED", "DOWN", "UNKNOWN", "SOMETHING-NEW"}) {
            var state = STATE.formatted("false", ROUND, verdict, "Nobody answered.");
            health.says("/health/state", 200, state);
            assertEquals(ExitCode.WRONG, run("health"), verdict);
            assertTrue(said.contains("Not all is well."), said);
            assertTrue(said.contains("Nobody answered."), said);
        }
    }

    @Test
    void saysThatNobodyCanSay() {
        health.says("/health/state", 200, STATE.formatted("true", ROUND, "WELL", ""));
        assertEquals(ExitCode.WRONG, run("health"));
        assertTrue(said.contains("it is cut off"), said);
        health.says("/health/state", 200, STATE.formatted("false", "null", "UNKNOWN", ""));
        assertEquals(ExitCode.WRONG, run("health"));
        assertTrue(said.contains("Nothing was measured yet."), said);
        health.says(
                "/health/state",
                200,
                "{\"cutOff\": false, \"lastRound\": %s, \"components\": []}".formatted(ROUND));
        assertEquals(ExitCode.WRONG, run("health"), "no component is no proof");
    }

    @Test
    void listsIncidentsTheNewestLastAndIsFineWhereNoneGoesOn() {
        health.says("/health/incidents", 200, "[]");
        assertEquals(ExitCode.FINE, run("incidents"));
        assertTrue(said.contains("nothing has gone wrong yet"), said);
        var over = INCIDENT.formatted(3, ENDED);
        health.says("/health/incidents", 200, "[%s]".formatted(over));
        assertEquals(ExitCode.FINE, run("incidents"));
        assertTrue(said.contains("took 7 min"), said);
        health.says(
                "/health/incidents", 200, "[%s,%s]".formatted(INCIDENT.formatted(4, "null"), over));
        assertEquals(ExitCode.WRONG, run("incidents", "--limit", "2"));
        assertTrue(said.lines().toList().getLast().contains("goes on"), said);
        assertTrue(said.contains("with service:economy, service:roles"), said);
        assertEquals(ExitCode.USAGE, run("incidents", "--limit", "0"));
        assertTrue(complained.contains("--limit is 1 to 500"), complained);
    }

    @Test
    void tellsAllOfOneIncident() {
        health.says(
                "/health/incidents/4",
                200,
                """
                {"incident": %s, "timeline": [
                   {"at": "2026-01-01T00:00:00Z", "kind": "VERDICT", "by": "", "text": "PostgreSQL does not answer."},
                   {"at": "2026-01-01T00:03:00Z", "kind": "NOTE", "by": "marina", "text": "The disk is full."}],
                 "draft": "What happened\\nIt was down."}
                """
                        .formatted(INCIDENT.formatted(4, ENDED)));
        assertEquals(ExitCode.FINE, run("incidents", "4"), complained);
        for (var words : new String[] {"does not answer.", "by marina", "It was down."}) {
            assertTrue(said.contains(words), said);
        }
        assertEquals(ExitCode.USAGE, run("incidents", "5"));
        assertTrue(complained.contains("There is no incident 5"), complained);
    }

    @Test
    void preflightSaysOfEachThingWhetherItHoldsAndWhatToDo() {
        health.says("/health/preflight", 200, LINES.formatted("DOES_NOT"));
        health.says(
                "/health/test-alert",
                200,
                """
                {"name": "alerts", "answer": "HOLDS", "detail": "A test alert was taken by operators.", "advice": ""}
                """);
        backup.says("/bot/snapshots", 200, SNAPSHOT.formatted(Instant.now()));
        assertEquals(ExitCode.WRONG, run("preflight"));
        var lines = said.lines().toList();
        assertTrue(line("disks").contains("does not hold"), said);
        assertTrue(line("disks").contains("Free some space."), said);
        assertTrue(line("incidents").contains("holds"), said);
        assertTrue(line("alerts").contains("taken by operators"), said);
        assertTrue(health.changes().getFirst().startsWith("POST /health/test-alert"));
        assertTrue(line("snapshot").contains("holds"), said);
        assertTrue(line("migrations").contains("could not be seen"), said);
        assertTrue(lines.getFirst().contains("Not all holds"), said);
    }

    @Test
    void preflightTakesNothingForGoodThatItDidNotSee() {
        backup.says("/bot/snapshots", 200, SNAPSHOT.formatted("2026-01-01T00:00:00Z"));
        health.says("/health/preflight", 200, LINES.formatted("AN-ANSWER-OF-LATER"));
        assertEquals(ExitCode.WRONG, run("preflight"));
        assertTrue(line("disks").contains("could not be seen"), said);
        assertTrue(line("snapshot").contains("does not hold"), said);
        assertTrue(line("snapshot").contains("holdfastctl backup"), said);
        health.close();
        backup.close();
        assertEquals(ExitCode.WRONG, run("preflight"));
        assertTrue(line("health").contains("could not be seen"), said);
        assertTrue(line("alerts").contains("could not be seen"), said);
        assertTrue(line("snapshot").contains("could not be seen"), said);
    }

    private String line(String name) {
        return said.lines().filter(it -> it.startsWith(name + " ")).findFirst().orElse("");
    }

    private int run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        var environment =
                Map.of(
                        "HOLDFAST_SECRET",
                        "an-operators-secret-of-32-characters",
                        "HOLDFAST_GATEWAYS",
                        "http://127.0.0.1:1",
                        "HOLDFAST_SERVICES",
                        "health=%s,backup=%s".formatted(health.address(), backup.address()));
        var code = new Ctl(environment, root, console).run(arguments);
        said = out.toString(StandardCharsets.UTF_8);
        complained = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
