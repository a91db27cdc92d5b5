package dev.holdfast.smoke.backup;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.smoke.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two backup-services take one snapshot a night, and restore in turn. */
@Tag("chaos")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupPairIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final GuildId GUILD = BackupScene.GUILDS.getFirst();

    /** The last time that the job was due is long ago, so the last night is missing. */
    private static final String DAYS_PASS =
            """
            update backup.job_run set scheduled_for = scheduled_for - interval '40 days' where job = 'nightly-snapshot';
            update backup.snapshot set reason = 'of another night' where kind = 'NIGHTLY'
            """;

    private static final String NIGHTS =
            "select attempt from backup.job_run where job = 'nightly-snapshot' and %s";
    private static final String TAKEN =
            """
            select state from backup.snapshot where kind = 'NIGHTLY' and reason <> 'of another night'
            """;
    private static final String RUNNING =
            "select snapshot_id from backup.snapshot where kind = '%s' and state = 'RUNNING'";
    private static final String RESTORES =
            "select restore_id from backup.restore where state = 'done'";

    private static BackupScene scene;
    private static Operator operator;

    @BeforeAll
    static void start() throws Exception {
        scene = new BackupScene("backup-pair", 2);
        operator = new Operator(scene.backup());
        await().atMost(LONGEST).ignoreExceptions().until(() -> operator.newest().isPresent());
        await().atMost(LONGEST)
                .until(() -> scene.rows().texts(NIGHTS.formatted("true")).size() == 1);
    }

    @AfterAll
    static void stop() throws Exception {
        scene.close();
    }

    @Test
    @Order(1)
    void theyRestoreAGuildOneAtATime() throws Exception {
        var snapshot = operator.newest().orElseThrow().id();
        var whole = scene.states();
        scene.rows().run(Belongings.loss(GUILD, new Random(1)));
        var admins =
                Stream.of(0, 1)
                        .map(each ->
                                new GuildAdmin(
                                        GUILD, new UserId(5 + each), scene.backups().get(each)))
                        .toList();
        var restores = List.of(admins.get(0).looks(snapshot), admins.get(1).looks(snapshot));
        var answers = restoreAtOnce(admins, restores);
        var done = answers.get(0).contains(GuildAdmin.DONE) ? 0 : 1;
        assertTrue(answers.get(done).contains(GuildAdmin.DONE), answers::toString);
        assertTrue(answers.get(1 - done).contains(GuildAdmin.BUSY), answers::toString);
        assertEquals(whole, scene.states());

        var again = admins.get(1 - done).restores(restores.get(1 - done));
        assertTrue(again.contains(GuildAdmin.CHANGED), again);
        assertEquals(
                List.of(restores.get(done).toString()), scene.rows().texts(RESTORES), "restores");
        assertEquals(whole, scene.states());
        assertEquals("", scene.rows().wrongAccounts(GUILD.toString()), "the ledger");
        scene.pay(GUILD, 1, 2);
    }

    /** Both have kept the guild as it is; then they begin to restore it at the same moment. */
    private static List<String> restoreAtOnce(List<GuildAdmin> admins, List<Long> restores)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var command = HeldLock.ofCommand(scene, GUILD.value()).take();
                var archive = HeldLock.ofArchive(scene).take();
                var archiveAgain = HeldLock.ofArchive(scene)) {
            var acting =
                    Stream.of(0, 1)
                            .map(each ->
                                    threads.submit(
                                            () -> admins.get(each).restores(restores.get(each))))
                            .toList();
            archive.awaitWaiting(2);
            var turn = threads.submit(archiveAgain::take);
            archive.awaitWaiting(3);
            archive.close();
            // Its turn comes when both have their snapshots; then both wait for it.
            turn.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            archive.awaitWaiting(2);
            archiveAgain.close();
            // The command keeps one from going on; the other has left the archive to say so, or
            // waits as well.
            await().atMost(LONGEST)
                    .pollInterval(LOOK)
                    .until(() ->
                            command.wantedAlone() == 2
                                    || (command.wantedAlone() == 1 && archive.holders() == 1));
            assertEquals(1, command.wantedAlone(), "so many restore the guild at once");
            command.close();
            return List.of(
                    acting.get(0).get(LONGEST.toSeconds(), TimeUnit.SECONDS),
                    acting.get(1).get(LONGEST.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    @Order(2)
    void aNightIsTakenOnce() throws Exception {
        scene.rows().run(DAYS_PASS);
        awaitNight();
        assertEquals(List.of("1"), scene.rows().texts(lastNight("true")), "attempts");
    }

    /** The gateway brings the command of an admin to the other, when it has no answer. */
    @Test
    @Order(3)
    void aSnapshotThatOneDiedOverHoldsUpNobody() throws Exception {
        var key = Asking.freshKey();
        var one = new GuildAdmin(GUILD, new UserId(5), scene.backup());
        var other = new GuildAdmin(GUILD, new UserId(5), scene.backups().getLast());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = threads.submit(() -> one.backsUp(key));
            awaitRunning("GUILD");
            scene.backup().kill();
            asking.cancel(true);
        }
        scene.endClaims();
        var answer = other.backsUp(key);
        assertTrue(answer.contains(GuildAdmin.MADE), answer);
        scene.backup().startAgain();
        scene.awaitReady();
    }

    /** Whoever takes it dies over it, and is not started again. */
    @Test
    @Order(4)
    void aNightIsTakenOnceThoughWhoTakesItDies() throws Exception {
        scene.rows().run(DAYS_PASS);
        taker(awaitRunning("NIGHTLY")).kill();
        scene.endClaims();
        var left = scene.backups().stream().filter(ServiceProcess::alive).toList();
        assertEquals(1, left.size());
        operator = new Operator(left.getFirst());
        awaitNight();
        assertEquals(List.of("2"), scene.rows().texts(lastNight("true")), "attempts");
    }

    /** Its number. */
    private static String awaitRunning(String kind) {
        return await().atMost(LONGEST)
                .pollInterval(LOOK)
                .until(() -> scene.rows().texts(RUNNING.formatted(kind)), found -> !found.isEmpty())
                .getFirst();
    }

    /** Its log says so a moment after its row. */
    private static ServiceProcess taker(String snapshot) {
        var begins = "snapshot %s begins".formatted(snapshot);
        return await().atMost(LONGEST)
                .pollInterval(LOOK)
                .until(
                        () ->
                                scene.backups().stream()
                                        .filter(each -> each.logTail().contains(begins))
                                        .findAny(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void awaitNight() {
        await().atMost(LONGEST)
                .until(() -> scene.rows().texts(lastNight("done_at is not null")).size() == 1);
        await().atMost(LONGEST)
                .untilAsserted(() -> {
                    var taken = new ArrayList<>(scene.rows().texts(TAKEN));
                    taken.remove("FAILED");
                    assertEquals(List.of("VERIFIED"), taken);
                });
    }

    private static String lastNight(String condition) {
        return NIGHTS.formatted("scheduled_for > now() - interval '2 days' and " + condition);
    }
}
