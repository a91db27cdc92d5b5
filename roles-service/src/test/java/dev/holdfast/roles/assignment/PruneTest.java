package dev.holdfast.roles.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is over is deleted after a time, and nothing else. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PruneTest extends AssignmentScene {

    private static final Duration DAY = Duration.ofDays(1);

    @Inject ClaimPruneJob job;

    @Test
    void whatIsOverGoesAfterNinetyDaysAndItsJournalAfterAYear() {
        member(ANN);
        claim(give(ANN, RED, RULE), give(ANN, BLUE, RULE));
        settleAll(APPLIED);
        withdraw(ANN, RED, RULE);
        settleAll(APPLIED);
        pass(ClaimPruneJob.OVER.minus(DAY));
        prune();
        assertEquals(2, count("claim"));
        assertEquals("settled", state(ANN, RED));
        pass(DAY.multipliedBy(2));
        prune();
        assertEquals(1, count("claim"));
        assertEquals("", state(ANN, RED));
        assertEquals("settled have", state(ANN, BLUE));
        assertEquals(4, journal(ANN, RED).size());
        pass(ClaimPruneJob.HISTORY);
        prune();
        assertEquals(0, journal(ANN, RED).size());
    }

    @Test
    void whatIsStillToBeDoneKeepsWhy() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        withdraw(ANN, RED, RULE);
        settleAll(FORBIDDEN);
        pass(ClaimPruneJob.OVER.multipliedBy(2));
        prune();
        assertEquals("blocked lack", state(ANN, RED));
        assertEquals(1, count("claim"));
    }

    /** Its timer would end a new claim of the same source, whose generation begins at 1 again. */
    @Test
    void aClaimThatATimerStillMayEndStays() {
        member(ANN);
        var inAYear = Clock.systemUTC().instant().plus(Duration.ofDays(365));
        claim(RoleClaim.give(ANN, RED, RULE, "a year").until(inAYear));
        settleAll(APPLIED);
        withdraw(ANN, RED, RULE);
        settleAll(APPLIED);
        pass(ClaimPruneJob.OVER.multipliedBy(2));
        prune();
        assertEquals(1, count("claim"));
        claim(give(ANN, RED, RULE));
        assertEquals(
                "2",
                of(
                        "select generation::text from claim where guild_id = %s and user_id = %s and role_id = %s",
                        ANN, RED));
    }

    /** The check says when a claim whose row is lost was made, however long ago. */
    @Test
    void whatTheChecksReadStays() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        pass(ClaimPruneJob.HISTORY.plus(DAY));
        admin.execute("delete from claim where guild_id = " + guild);
        pass(ClaimPruneJob.HISTORY.plus(DAY));
        prune();
        assertEquals("[claimed, lost]", journal(ANN, RED).toString());
        work(unit -> {
            var broken =
                    assertInstanceOf(
                            Finding.Broken.class, FaultStore.withoutRow(unit, "no such check"));
            assertFalse(broken.detail().contains("not known"), broken.detail());
        });
    }

    @Test
    void aGuildWithoutOldLinesIsLookedAtOnce() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        work(unit ->
                assertEquals(OptionalLong.empty(), PruneStore.journal(unit, 0, unit.now(), 2_000)));
    }

    @Test
    void allOfManyGoesInBatches() {
        admin.execute(
                """
                insert into journal (guild_id, at, user_id, role_id, action)
                select %s, now() - interval '2 years', each, 1, 'given' from generate_series(1, 4500) each;
                insert into journal (guild_id, at, user_id, role_id, action) values (%1$s, now(), 1, 1, 'given');
                select set_config('app.operation', 'a test', true);
                insert into claim (guild_id, user_id, role_id, source, kind, since, generation, on_undo, reason,
                    written_at, withdrawn_at, withdrawn_because)
                select %1$s, each, 1, 'rules:1', 'claim', at, 1, 'give-back', 'a test', at, at, 'a test'
                from generate_series(1, 4500) each, (values (now() - interval '1 year')) as long_ago (at);
                insert into assignment (guild_id, user_id, role_id, changed_at)
                select %1$s, each, 1, now() - interval '1 year' from generate_series(1, 4500) each
                """
                        .formatted(guild));
        prune();
        assertEquals(1, count("journal"));
        assertEquals(0, count("claim"));
        assertEquals(0, count("assignment"));
    }

    @Test
    void aClaimThatComesWhileItsAssignmentIsPrunedIsMade() throws Exception {
        member(ANN);
        claim(give(ANN, RED, RULE));
        settleAll(APPLIED);
        withdraw(ANN, RED, RULE);
        settleAll(APPLIED);
        admin.execute("delete from claim where guild_id = " + guild);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claiming = new AtomicReference<Future<?>>();
            work(unit -> {
                unit.handle()
                        .createQuery(
                                "select 1 from assignment where guild_id = app_guild() for update")
                        .mapTo(Integer.class)
                        .one();
                claiming.set(threads.submit(() -> claim(give(ANN, RED, RULE))));
                admin.awaitWaiting(1);
                assertEquals(1, PruneStore.assignments(unit, unit.now().plus(DAY), 10));
            });
            claiming.get().get(10, SECONDS);
        }
        settleAll(APPLIED);
        assertEquals("settled have", state(ANN, RED));
    }

    /** As if all of the guild's had happened so much earlier. */
    private void pass(Duration time) {
        admin.execute(
                """
                select set_config('app.operation', 'a test', true);
                update claim set withdrawn_at = withdrawn_at - interval '%1$d s' where guild_id = %2$s;
                update assignment set changed_at = changed_at - interval '%1$d s' where guild_id = %2$s;
                update journal set at = at - interval '%1$d s' where guild_id = %2$s
                """
                        .formatted(time.toSeconds(), guild));
    }

    private void prune() {
        job.run(Instant.now(), Progress.ALONE);
    }
}
