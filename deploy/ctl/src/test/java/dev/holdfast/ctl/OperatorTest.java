package dev.holdfast.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types, and what services tell, is met with sense. */
class OperatorTest {

    private static final String HEALTH =
            """
            {"status": "%s", "checks": [
              {"name": "database", "status": "UP"}, {"name": "redis", "status": "UP"},
              {"name": "discord", "status": "UP", "data": {"shard 0/1": "here, connected"}},
              {"name": "leader", "status": "UP", "data":
                {"here": true, "holder": "me", "epoch": 1, "since": "2026-01-01T00:00:00Z"}}
            ]}
            """;

    @TempDir Path root;

    private StandIn gateway;
    private StandIn economy;
    private String said = "";
    private String complained = "";

    @BeforeEach
    void start() throws IOException {
        gateway = new StandIn();
        economy = new StandIn();
        gateway.says("/q/health", 200, HEALTH.formatted("UP"));
        economy.says("/q/health", 200, HEALTH.formatted("UP"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        economy.close();
    }

    @Test
    void eachCommandHasItsHelp() {
        for (var command :
                List.of(
                        "status",
                        "leader",
                        "shards",
                        "maintenance",
                        "backup",
                        "backups",
                        "restore",
                        "member",
                        "operation",
                        "tail",
                        "checks",
                        "provision",
                        "errors",
                        "dead-events",
                        "dead-letters")) {
            assertEquals(ExitCode.FINE, run("", command, "--help"), command + complained);
            assertTrue(said.contains("Usage: holdfastctl " + command), said);
        }
    }

    @Test
    void aNumberThatIsNoKeyIsNotLookedForInLogs() {
        assertEquals(ExitCode.USAGE, run("", "operation", "1"));
        assertTrue(complained.contains("15 to 19 digits"), complained);
    }

    @Test
    void theBotRestsEverywhereOnlyWhereThatIsTypedOrSaid() {
        assertEquals(ExitCode.USAGE, run("", "maintenance", "on"));
        assertTrue(complained.contains("Nothing was changed. Say --yes"), complained);
        assertEquals(ExitCode.USAGE, typing("y", "maintenance", "on"));
        assertEquals(List.of(), gateway.changes());
        assertEquals(ExitCode.FINE, typing("everywhere", "maintenance", "on"));
        assertEquals(ExitCode.FINE, run("", "maintenance", "on", "--yes"));
        assertEquals(ExitCode.FINE, run("", "maintenance", "on", "--guild", "7"));
        assertEquals(3, gateway.changes().size());
    }

    @Test
    void oneFeatureOrJoinsRestLikewise() {
        assertEquals(ExitCode.USAGE, run("", "maintenance", "on", "--feature", "wallet"));
        assertTrue(complained.contains("to have wallet rest everywhere"), complained);
        assertEquals(ExitCode.USAGE, run("", "maintenance", "on", "--joins"));
        assertTrue(complained.contains("to have the bot join no server"), complained);
        assertEquals(
                ExitCode.USAGE, run("", "maintenance", "on", "--joins", "--guild", "7", "--yes"));
        assertTrue(complained.contains("without --feature and --guild"), complained);
        assertEquals(List.of(), gateway.changes());
        assertEquals(ExitCode.FINE, typing("everywhere", "maintenance", "on", "--joins"));
        assertEquals(
                ExitCode.FINE, run("", "maintenance", "on", "--feature", "Wallet", "--guild", "7"));
        gateway.says(
                "/maintenance",
                200,
                """
                [{"guild": "0", "scope": "feature:wallet", "reason": "x", "by": "me", "since": "2026-01-01T00:00:00Z"}]
                """);
        assertEquals(ExitCode.FINE, run("", "maintenance", "off", "--feature", "wallet"));
        var changes = gateway.changes().toString();
        assertTrue(changes.contains("\"scope\":\"joins\""), changes);
        assertTrue(changes.contains("\"scope\":\"feature:wallet\""), changes);
        assertTrue(changes.contains("?scope=feature%3Awallet"), changes);
    }

    /** It knows no parts, and would end the whole. */
    @Test
    void aGatewayOfTheBuildBeforeIsAskedToEndNoPart() {
        gateway.says(
                "/maintenance",
                200,
                """
                [{"guild": "0", "reason": "New tides.", "by": "me", "since": "2026-01-01T00:00:00Z"}]
                """);
        assertEquals(ExitCode.FINE, run("", "maintenance", "off", "--joins"));
        assertEquals(List.of(), gateway.changes());
        assertTrue(said.contains("New tides."), said);
    }

    @Test
    void statusSaysWhichPartRests() {
        gateway.says(
                "/maintenance",
                200,
                """
                [{"guild": "0", "scope": "joins", "reason": "Full.", "by": "me", "since": "2026-01-01T00:00:00Z"},
                 {"guild": "7", "scope": "feature:wallet", "reason": "x", "by": "me", "since": "2026-01-01T00:00:00Z"}]
                """);
        assertEquals(ExitCode.FINE, run("", "status"));
        assertTrue(said.contains("A part of the bot rests"), said);
        assertTrue(said.contains("joining servers"), said);
        assertTrue(said.contains("wallet in guild 7"), said);
    }

    @Test
    void statusSaysThatTheBotRests() {
        assertEquals(ExitCode.FINE, run("", "status"), said + complained);
        assertTrue(said.contains("All is well."), said);
        gateway.says(
                "/maintenance",
                200,
                """
                [{"guild": "0", "reason": "New tides.", "by": "me", "since": "2026-01-01T00:00:00Z"}]
                """);
        assertEquals(ExitCode.FINE, run("", "status"));
        assertFalse(said.contains("All is well."), said);
        assertTrue(said.contains("The bot rests everywhere"), said);
    }

    @Test
    void idsThatAreSwappedAreToldFromOnesOfWhichNothingIsKnown() {
        assertEquals(ExitCode.WRONG, run("", "member", "11", "22"));
        assertTrue(complained.contains("11 is taken for the guild's id"), complained);
        economy.says(
                "/bot/operations?guild=22&user=11",
                200,
                """
                {"entries": [{"at": "2026-01-01T00:00:00Z", "kind": "operation"}]}
                """);
        assertEquals(ExitCode.USAGE, run("", "member", "11", "22"));
        assertTrue(complained.contains("11 looks like a user's id"), complained);
    }

    @Test
    void aKeyThatIsRefusedIsNotTakenForADatabaseThatIsAway() {
        for (var service : List.of(gateway, economy)) {
            service.says("/bot/manifest", 401, "{}");
        }
        assertEquals(ExitCode.WRONG, run("", "status"));
        assertTrue(said.contains("refused the key"), said);
        assertFalse(said.contains("does not answer"), said);
        assertEquals(ExitCode.WRONG, run("", "status", "--json"));
        assertFalse(said.contains("\"postgres\""), said);
    }

    @Test
    void aTerminalObeysNothingThatPeopleWrote() {
        gateway.says(
                "/maintenance",
                200,
                """
                [{"guild": "7", "reason": "\\u001b]0;mine\\u0007\\u009b2J\\u202eabc\\r\\n",
                  "by": "me", "since": "2026-01-01T00:00:00Z"}]
                """);
        for (var arguments : List.of(List.of("maintenance"), List.of("maintenance", "--json"))) {
            assertEquals(ExitCode.FINE, run("", arguments.toArray(String[]::new)));
            assertTrue(said.toLowerCase(java.util.Locale.ROOT).contains("\\u001b]0;mine"), said);
            assertTrue(said.codePoints().noneMatch(OperatorTest::isObeyed), said);
        }
    }

    private static boolean isObeyed(int codePoint) {
        return codePoint != '\n'
                && (Character.isISOControl(codePoint)
                        || Character.getType(codePoint) == Character.FORMAT);
    }

    private int typing(String line, String... arguments) {
        return run(line + "\n", arguments);
    }

    /** At a terminal where something is typed, else in a pipe. */
    private int run(String typed, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console =
                new Terminal(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        !typed.isEmpty());
        var environment =
                Map.of(
                        "HOLDFAST_SECRET",
                        "an-operators-secret-of-32-characters",
                        "HOLDFAST_GATEWAYS",
                        gateway.address(),
                        "HOLDFAST_SERVICES",
                        "economy=" + economy.address());
        var code = new Ctl(environment, root, console).run(arguments);
        said = out.toString(StandardCharsets.UTF_8);
        complained = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
