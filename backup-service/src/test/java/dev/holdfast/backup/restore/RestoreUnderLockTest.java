package dev.holdfast.backup.restore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A restore is what was shown or nothing, one at a time, and leaves no guild frozen. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RestoreUnderLockTest extends RestoreScene {

    private static final String RESTORING =
            "select pid from pg_stat_activity where usename = 'holdfast_restore' and wait_event_type = 'Lock'";

    private final Admin roles = new Admin("roles");

    /** Planted bug: diff not computed again under the lock. */
    @Test
    void doesNothingWhereSomethingElseWouldChangeThanWasShown() throws Exception {
        var snapshot = snapshot(GUILD);
        roles.execute("delete from menu where guild_id = " + GUILD);
        var planned = plan(snapshot, "selfrole");
        roles.execute("delete from autorole where guild_id = " + GUILD);
        var before = state(GUILD);
        assertInstanceOf(
                RestoreResult.Changed.class,
                restores.apply(GUILD, planned.restoreId(), OLGA, Progress.ALONE));
        assertEquals(before, state(GUILD));
        assertEquals(0, admin.count("select count(*) from outbox where guild_id = " + GUILD));
        pay(GUILD, 101, 102, 1);
        apply(plan(snapshot, "selfrole"));
        assertEquals(3, roles.count("select count(*) from autorole where guild_id = " + GUILD));
    }

    @Test
    void oneRestoreOfAGuildAtATime() throws Exception {
        var snapshot = snapshot(GUILD);
        roles.execute("delete from menu where guild_id = " + GUILD);
        var planned = plan(snapshot);
        admin.holding(
                "select pg_advisory_xact_lock(hashtextextended('restore:' || %s, 0))"
                        .formatted(GUILD),
                () ->
                        assertInstanceOf(
                                RestoreResult.Busy.class,
                                restores.apply(GUILD, planned.restoreId(), OLGA, Progress.ALONE)));
        apply(planned);
    }

    /** As a kill of the process does: its connection is gone in the middle of writing. */
    @Test
    void changesNothingWhereItEndsInTheMiddleAndTheGuildIsNotFrozen() throws Exception {
        var snapshot = snapshot(GUILD);
        services.restored().stream()
                .filter(table -> table.schema().equals("economy") && !table.isOfLedger())
                .forEach(table -> deleteAll(table, GUILD));
        roles.execute("update rule set condition = 'x' where guild_id = " + GUILD);
        var before = state(GUILD);
        var planned = plan(snapshot);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            roles.holding(
                    "select from rule where guild_id = %s for update".formatted(GUILD),
                    () -> {
                        var restoring =
                                threads.submit(() ->
                                        restores.apply(
                                                GUILD, planned.restoreId(), OLGA, Progress.ALONE));
                        await().atMost(60, SECONDS)
                                .until(() -> !admin.list(RESTORING, Integer.class).isEmpty());
                        assertEquals(
                                0,
                                admin.count(
                                        "select count(*) from (select pg_try_advisory_lock_shared(%s) as got) t where got"
                                                .formatted(GUILD)),
                                "the guild is frozen");
                        admin.execute(
                                "select pg_terminate_backend(pid) from (%s) restoring"
                                        .formatted(RESTORING));
                        var failed = assertThrows(ExecutionException.class, restoring::get);
                        assertInstanceOf(Unavailable.class, failed.getCause());
                        return true;
                    });
        }
        assertEquals(before, state(GUILD));
        assertEquals(0, admin.count("select count(*) from outbox where guild_id = " + GUILD));
        pay(GUILD, 101, 102, 1);
        assertEquals(
                1,
                admin.count(
                        "select count(*) from (select pg_try_advisory_xact_lock_shared(%s) as got) t where got"
                                .formatted(GUILD)));
        apply(plan(snapshot));
        assertNotEquals(before, state(GUILD));
    }
}
