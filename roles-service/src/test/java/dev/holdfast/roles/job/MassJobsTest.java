package dev.holdfast.roles.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.RowSecurityOff;
import dev.holdfast.roles.job.MassJob.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MassJobsTest extends JobScene {

    @Test
    void looksAtEveryMemberOnceAndTellsWhoStartedIt() {
        members(1_050);
        var job = start("");
        awaitState(job, State.DONE);
        assertEquals(1_050, marks());
        assertEquals(1_050, find(job).looked());
        assertEquals(
                1,
                count("outbox where effect::text like '%All done%' and effect::text like '%101%'"));
        assertTrue(show().contains("✅ **Rule 7**"), show());
    }

    @Test
    void aServerWithoutMembersIsDoneAtOnce() {
        var job = start("");
        awaitState(job, State.DONE);
        assertEquals(0, find(job).looked());
    }

    /** Planted bug: the cursor outside its page's transaction. */
    @Test
    void aPageThatFailsIsDoneOnceAndLosesNobody() {
        members(250);
        task.failing(guild, 2);
        var job = start("");
        await().atMost(60, SECONDS).until(() -> find(job).failures() == 1);
        assertEquals(0, marks());
        assertTrue(show().contains("trying again"), show());
        awaitStateLater(job, State.DONE);
        assertEquals(250, marks());
        assertEquals(250, find(job).looked());
    }

    @Test
    void aPageOfWhichSomeAreDoneAtATimeLosesNobody() {
        members(250);
        task.doing(30);
        var job = start("");
        awaitState(job, State.DONE);
        assertEquals(250, marks());
        assertEquals(250, find(job).looked());
    }

    /** Each would change 100 at once: together they would hold their locks for long. */
    @Test
    void jobsThatShareATransactionChangeFewAtOnce() {
        members(100);
        var params = MarkingTask.CHANGING;
        for (var subject = 0; subject < 5; subject++) {
            start(Integer.toString(subject), params + "+".repeat(subject));
        }
        await().atMost(60, SECONDS).until(() -> count("assignment where true") == 500);
        assertEquals(
                0,
                admin.count(
                        "select count(*) from (select 1 from assignment where guild_id = %s group by changed_at having count(*) > 200) as many"
                                .formatted(guild)));
    }

    @Test
    void stopsWhenAPageFailsAgainAndAgain() {
        members(250);
        task.failing(guild, 1_000);
        var job = start("");
        awaitStateLater(job, State.FAILED);
        task.failing(guild, 0);
        assertEquals(0, marks());
        assertTrue(show().contains("stopped by an error"), show());
        assertTrue(show().contains("\n-# " + RESTART), show());
        assertEquals(1, count("alert where fingerprint like 'role.job.failed%'"));
        var told = "outbox where effect::text like '%%didn’t help. %s%%'".formatted(RESTART);
        assertEquals(1, count(told + " and effect::text like '%I had to stop%'"));
    }

    @Test
    void waitsWhileManyChangesAreNotDelivered() {
        members(500);
        var job = start(MarkingTask.CHANGING);
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 300);
        clock.advance(Duration.ofSeconds(20));
        admin.execute("select pg_sleep(1)");
        assertEquals(300, find(job).looked());
        assertEquals(300, find(job).ordered());
        assertEquals(0, find(job).delivered());
        deliver();
        clock.advance(Duration.ofSeconds(20));
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 500);
        await().atMost(60, SECONDS).until(() -> find(job).lookedAllAt() != null);
        assertEquals(State.RUNNING, find(job).state());
        assertEquals(300, find(job).delivered());
        assertTrue(show().contains("500 of 500 members looked at · 300 of 500 changes"), show());
        deliver();
        awaitStateLater(job, State.DONE);
        assertEquals(500, find(job).delivered());
    }

    @Test
    void pausesResumesAndCancels() {
        members(500);
        var job = start(MarkingTask.CHANGING);
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 300);
        assertTrue(press("pause:" + job).contains("paused"));
        deliver();
        clock.advance(Duration.ofSeconds(20));
        admin.execute("select pg_sleep(1)");
        assertEquals(300, find(job).looked());
        assertTrue(press("resume:" + job).contains("▶️"));
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 500);
        var question = press("ask:" + job);
        assertTrue(question.contains("Cancel this?"), question);
        assertEquals(State.RUNNING, find(job).state());
        assertTrue(press("end:" + job).contains("cancelled"));
        assertEquals(State.CANCELLED, find(job).state());
        assertEquals(
                new Reply.Refusal("That one isn’t running any more."),
                reply(pressing("resume:" + job)));
    }

    @Test
    void anotherOfTheSameSubjectTakesItsPlace() {
        members(300);
        var earlier = start(MarkingTask.CHANGING);
        var later = start("");
        assertEquals(State.CANCELLED, find(earlier).state());
        awaitState(later, State.DONE);
        assertNotEquals(earlier, later);
    }

    @Test
    void anotherServerNeitherSeesNorStopsIt() {
        members(500);
        var job = start(MarkingTask.CHANGING);
        var elsewhere = Asking.in(new GuildId(NEXT.incrementAndGet())).by(OLGA);
        var asking = elsewhere.allowed(Permission.MANAGE_ROLES).command("roles jobs");
        // Even where the database would show its row.
        try (var _ = new RowSecurityOff("role_job")) {
            assertFalse(words(reply(asking)).contains("Rule 7"));
            for (var word : List.of("show:", "pause:", "ask:", "end:")) {
                assertEquals(
                        new Reply.Refusal("That one isn’t running any more."),
                        reply(asking.button(OLGA, word + job)));
            }
        }
        assertEquals(State.RUNNING, find(job).state());
    }

    @Test
    void isForThoseWhoManageRoles() {
        var refused = reply(Asking.in(guild).by(OLGA).command("roles jobs"));
        assertTrue(words(refused).contains("Manage Roles"), words(refused));
        assertTrue(words(reply(pressing("nonsense:1"))).contains("earlier version"));
    }
}
