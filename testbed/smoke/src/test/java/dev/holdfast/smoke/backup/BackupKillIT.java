package dev.holdfast.smoke.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.chaos.Pause;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * backup-service is killed at random points of a snapshot of everything or of a guild, of a restore
 * and of pruning: {@code -Dbackup.kills=100 -Dbackup.seed=...}.
 */
@Tag("chaos")
class BackupKillIT {

    private static final Logger LOG = Logger.getLogger(BackupKillIT.class);
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(2);

    /** What a dead process has begun in the archive holds up nobody after that. */
    private static final Duration OVER = Duration.ofMinutes(2);

    private static final UserId ADMIN = new UserId(940_000_000_000_000_001L);

    /** Of so much of what it takes, so that some kills come when it is just over. */
    private static final double RANGE = 1.1;

    private final int kills = Integer.getInteger("backup.kills", 10);
    private final long seed =
            Long.getLong("backup.seed", ThreadLocalRandom.current().nextInt(1_000_000_000));
    private final Random random = new Random(seed);
    private final Map<What, Duration> takes = new EnumMap<>(What.class);
    private final Map<String, Integer> reached = new TreeMap<>();
    private final Deque<What> next = new ArrayDeque<>();

    private enum What {
        SNAPSHOT,
        GUILD_SNAPSHOT,
        RESTORE,
        PRUNING
    }

    /** What is done to which guild; from which snapshot it is restored, if it is. */
    private record Round(What what, GuildId guild, long snapshot, Operation operation) {}

    @Test
    void nothingIsHalfDoneWhereverItWasKilled() throws Exception {
        LOG.infof("-Dbackup.seed=%d -Dbackup.kills=%d", seed, kills);
        try (var scene = new BackupScene("backup-kill", 1);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var operator = new Operator(scene.backup());
            var witness = new Witness(scene, operator);
            witness.awaitFirst();
            for (var what : What.values()) {
                witness.looks();
                measure(round(what, scene, operator, witness));
            }
            for (var kill = 1; kill <= kills; kill++) {
                var what = next();
                kill(round(what, scene, operator, witness), scene, witness, threads);
                restores(what, scene, operator, witness);
            }
            witness.readsAll();
        }
        LOG.infof("%d kills: %s", kills, reached);
        assertTrue(reached.keySet().stream().anyMatch(each -> each.endsWith("under way")));
    }

    /** Each as often as the others. */
    private What next() {
        if (next.isEmpty()) {
            var all = Arrays.asList(What.values());
            Collections.shuffle(all, random);
            next.addAll(all);
        }
        return next.remove();
    }

    private Round round(What what, BackupScene scene, Operator operator, Witness witness)
            throws Exception {
        var guild = BackupScene.GUILDS.get(random.nextInt(BackupScene.GUILDS.size()));
        var admin = new GuildAdmin(guild, ADMIN, scene.backup());
        scene.rows().run(Belongings.loss(guild, random));
        var round =
                switch (what) {
                    case SNAPSHOT -> new Round(what, guild, 0, new OperatorSnapshot(operator));
                    case GUILD_SNAPSHOT ->
                            new Round(what, guild, 0, new GuildSnapshot(scene, admin));
                    case RESTORE -> {
                        var newest = witness.newest(guild);
                        yield new Round(what, guild, newest, new GuildRestore(admin, newest));
                    }
                    case PRUNING -> new Round(what, guild, 0, new Pruning(scene, operator));
                };
        round.operation().prepare();
        witness.looks();
        return round;
    }

    private void measure(Round round) throws Exception {
        var began = System.nanoTime();
        var answer = round.operation().run();
        takes.put(round.what(), Duration.ofNanos(System.nanoTime() - began));
        LOG.infof("%s takes %s: %s", round.what(), takes.get(round.what()), answer);
    }

    private void kill(Round round, BackupScene scene, Witness witness, ExecutorService threads)
            throws Exception {
        var operation = round.operation();
        var most = (long) (takes.get(round.what()).toNanos() * RANGE);
        var delay = Duration.ofNanos(random.nextLong(most));
        var acting = threads.submit(operation::run);
        while (!operation.isAsked() && !acting.isDone()) {
            Pause.of(LOOK);
        }
        Pause.of(delay);
        var how = acting.isDone() ? "over" : "under way";
        scene.backup().kill();
        reached.merge("%s %s".formatted(round.what(), how), 1, Integer::sum);
        LOG.infof("%s of %s killed after %s: %s", round.what(), round.guild(), delay, how);
        witness.seesItDead(round.guild(), round.snapshot());
        scene.endClaims();
        scene.archive().age(OVER);
        scene.backup().startAgain();
        scene.awaitReady();
        var answer = acting.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        LOG.infof("in the end: %s", answer);
        witness.seesItBack(round.guild(), round.snapshot(), answer.equals(GuildAdmin.DONE));
        if (operation instanceof Pruning pruning) {
            pruning.isDone();
            witness.readsAll();
        }
    }

    /**
     * Some guild can be restored from the newest that there is, and nobody is killed. Where the
     * archive may have been spoiled, it is.
     */
    private void restores(What what, BackupScene scene, Operator operator, Witness witness)
            throws Exception {
        var round = round(What.RESTORE, scene, operator, witness);
        if (what == What.SNAPSHOT || what == What.PRUNING) {
            assertEquals(GuildAdmin.DONE, round.operation().run());
            witness.seesItRestored(round.guild(), round.snapshot());
        } else {
            var _ = new GuildAdmin(round.guild(), ADMIN, scene.backup()).looks(round.snapshot());
        }
    }
}
