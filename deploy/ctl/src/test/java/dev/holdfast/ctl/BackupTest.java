package dev.holdfast.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final String LISTED =
            """
            {"snapshot": {"guild": "%s", "snapshotId": %d, "kind": "NIGHTLY", "reason": "daily", "state": "%s",
              "startedAt": "2026-01-01T03:00:00Z", "rows": 1234567, "storedBytes": 2500000, "restore": %s, "failure": %s},
             "copies": [{"location": "folder:/data/backup", "verifiedAt": "2026-01-01T03:01:00Z", "failure": null},
               {"location": "s3:offsite", "verifiedAt": "2026-01-01T03:02:00Z", "failure": null}]}
            """;

    /** Nobody listens there. */
    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir Path root;

    private StandIn gateway;
    private StandIn backup;
    private String gateways = "";
    private String said = "";
    private String complained = "";

    @BeforeEach
    void start() throws IOException {
        gateway = new StandIn();
        backup = new StandIn();
        gateways = gateway.address();
    }

    @AfterEach
    void stop() {
        gateway.close();
        backup.close();
    }

    @Test
    void listsSnapshotsAndIsFineOnlyWhereOneOfEverythingIsProven() {
        backup.says("/bot/snapshots", 200, "[]");
        assertEquals(ExitCode.WRONG, run("", "backups"));
        assertTrue(said.contains("no snapshot was taken yet"), said);
        var failed = LISTED.formatted("0", 7, "FAILED", "null", "\"the disk is full\"");
        var ofGuild = LISTED.formatted("42", 8, "VERIFIED", "null", "null");
        backup.says("/bot/snapshots", 200, "[%s,%s]".formatted(failed, ofGuild));
        assertEquals(ExitCode.WRONG, run("", "backups"));
        assertTrue(said.contains("the disk is full"), said);
        var drilled = LISTED.formatted("0", 9, "DRILLED", "\"PT3.25S\"", "null");
        backup.says("/bot/snapshots", 200, "[%s,%s]".formatted(ofGuild, drilled));
        assertEquals(ExitCode.FINE, run("", "backups"));
        for (var word :
                List.of("1,234,567 rows, 2.5 MB", "restores in 3.3 s", "s3:offsite", "guild 42")) {
            assertTrue(said.contains(word), said);
        }
        assertEquals(ExitCode.FINE, run("", "backups", "--guild", "42"));
        assertTrue(!said.contains("everything"), said);
    }

    @Test
    void marksCopiesThatWereNotReadWhole() {
        var listed = LISTED.formatted("0", 9, "VERIFIED", "null", "null");
        backup.says("/bot/snapshots", 200, "[%s]".formatted(listed));
        run("", "backups");
        assertTrue(said.contains("folder:/data/backup, s3:offsite\n"), said);
        var unread = listed.replace("\"2026-01-01T03:02:00Z\"", "null");
        backup.says("/bot/snapshots", 200, "[%s]".formatted(unread));
        assertEquals(ExitCode.FINE, run("", "backups"));
        assertTrue(said.contains("folder:/data/backup, s3:offsite (not read whole yet)"), said);
        var damaged = unread.replace("null}]", "\"1 file is damaged\"}]");
        backup.says("/bot/snapshots", 200, "[%s]".formatted(damaged));
        run("", "backups");
        assertTrue(said.contains("s3:offsite (not whole: 1 file is damaged)"), said);
    }

    @Test
    void takesOneAndWaitsUntilItIsProven() {
        backup.says("/bot/snapshots", 202, "{\"snapshotId\": 9}");
        backup.saysFirst("/bot/snapshots/9", 404, "{}"); // another is being taken
        backup.says("/bot/snapshots/9", 200, LISTED.formatted("0", 9, "VERIFIED", "null", "null"));
        assertEquals(ExitCode.FINE, run("", "backup"), complained);
        assertTrue(said.contains("VERIFIED"), said);
        assertTrue(backup.changes().getFirst().contains("ctl-backup:"), backup.changes()::toString);
        backup.says(
                "/bot/snapshots/9",
                200,
                LISTED.formatted("0", 9, "FAILED", "null", "\"no location answers\""));
        assertEquals(ExitCode.WRONG, run("", "backup"));
        assertTrue(complained.contains("no location answers"), complained);
    }

    @Test
    void restoresNothingThatWasNotConfirmedByName() throws IOException {
        assertEquals(ExitCode.USAGE, run("", "restore", "yesterday"));
        assertEquals(ExitCode.USAGE, run("", "restore", "newest"));
        assertTrue(complained.contains("DATABASE_ADMIN_URL is not set"), complained);
        localStack();
        assertEquals(ExitCode.USAGE, run("yes\n", "restore", "newest"));
        assertTrue(complained.contains("--confirm holdfast"), complained);
        assertEquals(ExitCode.USAGE, run("", "restore", "9", "--confirm", "other"));
        assertTrue(complained.contains("the database is called holdfast, not other"), complained);
        assertEquals(List.of(), gateway.changes());
    }

    /** The program is not built here, so nothing can be restored: the bot works again. */
    @Test
    void hasTheBotWorkAgainWhereNothingWasRestored() throws IOException {
        localStack();
        assertEquals(ExitCode.WRONG, run("holdfast\n", "restore", "newest"));
        assertTrue(complained.contains("build it"), complained);
        var changes = gateway.changes();
        assertTrue(changes.getFirst().startsWith("PUT /maintenance"), changes::toString);
        assertTrue(changes.getLast().startsWith("DELETE /maintenance"), changes::toString);
    }

    @Test
    void restoresNothingWhereAGatewayIsThereAndDoesNotHaveTheBotRest() throws IOException {
        localStack();
        gateway.says("/maintenance", 401, "{}");
        for (var addresses : List.of(gateways, NOBODY + "|" + gateways, gateways + "|" + NOBODY)) {
            gateways = addresses;
            assertEquals(ExitCode.WRONG, run("holdfast\n", "restore", "newest"), addresses);
            assertTrue(complained.contains("Nothing was restored"), complained);
            assertTrue(complained.contains("refused the key"), complained);
            assertTrue(!complained.contains("build it"), complained);
        }
    }

    /** The program is not built here: that is what stops it. */
    @Test
    void restoresWhereNoGatewayIsReachable() throws IOException {
        localStack();
        gateways = NOBODY;
        assertEquals(ExitCode.WRONG, run("holdfast\n", "restore", "newest"));
        assertTrue(said.contains("no gateway is reachable"), said);
        assertTrue(complained.contains("build it"), complained);
    }

    @Test
    void finishingForgetsPeopleAgainBeforeTheBotWorks() {
        gateway.says("/bot/people/sweep", 200, "{\"rows\": 0}");
        backup.says("/bot/people/sweep", 200, "{\"rows\": 3}");
        assertEquals(ExitCode.FINE, run("", "restore", "finish"), complained);
        assertTrue(said.contains("backup forgot people again who were back: 3 rows"), said);
        assertTrue(said.contains("The bot works again."), said);
        assertEquals(1, backup.changes().size());
        assertTrue(
                gateway.changes().getLast().startsWith("DELETE /maintenance"),
                gateway.changes()::toString);
    }

    private void localStack() throws IOException {
        Files.createDirectories(root.resolve("data/postgres"));
        Files.writeString(root.resolve("data/postgres/password"), "a-password\n");
        Files.writeString(root.resolve("data/redis-password"), "another\n");
        Files.writeString(root.resolve("data/backup.key"), "k".repeat(32));
    }

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
                new HashMap<>(
                        Map.of(
                                "HOLDFAST_GATEWAYS",
                                gateways,
                                "HOLDFAST_SERVICES",
                                "backup=" + backup.address(),
                                "HOLDFAST_SECRET",
                                "s".repeat(32)));
        var code = new Ctl(environment, root, console).run(arguments);
        said = out.toString(StandardCharsets.UTF_8);
        complained = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
