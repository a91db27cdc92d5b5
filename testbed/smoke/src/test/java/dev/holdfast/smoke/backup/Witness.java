package dev.holdfast.smoke.backup;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at rows and archive before backup-service is killed, while it is dead and when it is back,
 * past the service, and holds each against what may be.
 */
final class Witness {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final long PAYER = 1;
    private static final long PAYEE = 2;

    private static final String TAKEN =
            """
            select snapshot_id from backup.snapshot
            where state in ('COPIED', 'VERIFIED', 'DRILLED') and pruned_at is null
            """;
    private static final String RESTORES =
            "select restore_id from backup.restore where state = 'done' order by 1";
    private static final String SESSIONS =
            """
            select pid from pg_stat_activity
            where backend_type = 'client backend' and usename <> 'postgres' and usename not like 'economy%'
            """;

    private final BackupScene scene;
    private final Operator operator;

    /** What each snapshot holds. */
    private final Map<Long, Map<GuildId, GuildState>> held = new HashMap<>();

    private Map<GuildId, GuildState> states = Map.of();
    private Set<Long> taken = Set.of();
    private List<String> restores = List.of();
    private long lastGood;
    private boolean isRestored;

    Witness(BackupScene scene, Operator operator) {
        this.scene = scene;
        this.operator = operator;
    }

    /** The service has taken one of everything by itself, since there was none. */
    void awaitFirst() {
        await().atMost(LONGEST).ignoreExceptions().until(() -> operator.newest().isPresent());
    }

    /** All is at rest: what will be compared with. */
    void looks() throws Exception {
        states = scene.states();
        taken = taken();
        restores = scene.rows().texts(RESTORES);
        lastGood = operator.newest().orElseThrow().id();
        hold(taken);
    }

    /** Whatever was taken since the last look, and was not known then, holds what was seen then. */
    private void hold(Collection<Long> snapshots) {
        snapshots.forEach(each -> held.putIfAbsent(each, states));
    }

    private Set<Long> taken() throws Exception {
        return scene.rows().texts(TAKEN).stream().map(Long::valueOf).collect(Collectors.toSet());
    }

    /**
     * It is dead: the guild is not frozen, nothing is listed that is not published, and its rows
     * are those from before or, all of them, those that were to be restored.
     *
     * @param restored the snapshot that the guild is being restored from; 0: it is not
     */
    void seesItDead(GuildId guild, long restored) throws Exception {
        scene.pay(guild, PAYER, PAYEE);
        await().atMost(LONGEST).until(() -> scene.rows().texts(SESSIONS).isEmpty());
        var published = scene.archive().published();
        var news = new HashSet<>(taken());
        news.removeAll(taken);
        assertTrue(published.containsAll(news), () -> news + " are listed of " + published);
        assertTrue(published.contains(lastGood), () -> lastGood + " is gone: " + published);
        hold(news);
        hold(published);
        var done = scene.rows().texts(RESTORES);
        isRestored = done.size() > restores.size();
        assertTrue(restored > 0 || !isRestored, done::toString);
        var expected =
                isRestored ? state(restored, guild) : Objects.requireNonNull(states.get(guild));
        isAs(guild, expected.paid(PAYER, PAYEE));
        states = scene.states();
        restores = done;
    }

    /**
     * It is back, and has ended what it was asked for.
     *
     * @param restored the snapshot that the guild was to be restored from
     * @param isTold whether its admin was told that it is restored
     */
    void seesItBack(GuildId guild, long restored, boolean isTold) throws Exception {
        var done = scene.rows().texts(RESTORES);
        assertEquals(isTold, isRestored || done.size() > restores.size(), "what its admin is told");
        if (done.size() > restores.size()) {
            isAs(guild, state(restored, guild));
        } else {
            isAs(guild, Objects.requireNonNull(states.get(guild)));
        }
        states = scene.states();
        await().atMost(LONGEST).ignoreExceptions().untilAsserted(this::isSettled);
        hold(taken());
        var news = kept();
        assertTrue(news.contains(lastGood), () -> lastGood + " is gone");
        news.removeIf(each -> each < lastGood);
        read(news);
    }

    /** All that is kept is whole. */
    void readsAll() throws Exception {
        read(kept());
    }

    private void read(Set<Long> snapshots) throws Exception {
        for (var each : snapshots) {
            assertEquals("", operator.wrong(each), "snapshot " + each);
        }
    }

    private void isSettled() throws Exception {
        assertTrue(operator.all().stream().allMatch(Operator.Listed::isOver));
        assertEquals(scene.archive().published(), kept());
    }

    private Set<Long> kept() throws Exception {
        return operator.all().stream()
                .filter(Operator.Listed::isKept)
                .map(Operator.Listed::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The newest that the guild may be restored from, made by hand or of everything. */
    long newest(GuildId guild) throws Exception {
        return operator.all().stream()
                .filter(each -> each.isOfEverything() || each.guild() == guild.value())
                .filter(each -> each.isProven() && !each.kind().equals("BEFORE_RESTORE"))
                .map(Operator.Listed::id)
                .reduce((_, newer) -> newer)
                .orElseThrow();
    }

    /** The guild has what the snapshot has. */
    void seesItRestored(GuildId guild, long snapshot) throws Exception {
        isAs(guild, state(snapshot, guild));
    }

    private GuildState state(long snapshot, GuildId guild) {
        return Objects.requireNonNull(
                Objects.requireNonNull(held.get(snapshot), () -> "snapshot " + snapshot)
                        .get(guild));
    }

    /** The guild is as expected, all others as they were, and everybody's books are right. */
    private void isAs(GuildId guild, GuildState expected) throws Exception {
        var now = scene.states();
        for (var each : BackupScene.GUILDS) {
            var wanted = each.equals(guild) ? expected : Objects.requireNonNull(states.get(each));
            var is = Objects.requireNonNull(now.get(each));
            assertTrue(wanted.equals(is), () -> "guild %s: %s".formatted(each, wanted.unlike(is)));
            assertEquals("", scene.rows().wrongAccounts(each.toString()), "the ledger");
        }
    }
}
