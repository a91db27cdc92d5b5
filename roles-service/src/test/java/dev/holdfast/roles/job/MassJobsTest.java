package dev.holdfast.roles.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.roles.RowSecurityOff;
import dev.holdfast.roles.job.MassJob.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class MassJobsTest {

    private static final AtomicLong NEXT = new AtomicLong(930_000_000_000_000_000L);
    private static final UserId OLGA = new UserId(101);

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MassJobs jobs;
    @Inject MarkingTask task;

    private final GuildId guild = new GuildId(NEXT.incrementAndGet());
    private final Admin admin = new Admin("roles");
    private final SettableClock clock = new SettableClock("roles");

    @AfterEach
    void end() {
        clock.close();
        task.doing(MarkingTask.PAGE);
        admin.execute(
                "update role_job set state = 'cancelled', ended_at = work_now() where ended_at is null");
    }

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
        assertEquals(1, count("alert where fingerprint like 'role.job.failed%'"));
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
    void waitsWhileDiscordDoesNotLetUs() {
        members(500);
        var job = start(MarkingTask.CHANGING);
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 300);
        admin.execute(
                "update assignment set state = 'blocked', sent = null where guild_id = " + guild);
        clock.advance(Duration.ofSeconds(20));
        admin.execute("select pg_sleep(1)");
        assertEquals(300, find(job).looked());
        deliver();
        clock.advance(Duration.ofSeconds(20));
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 500);
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

    private long start(String params) {
        return start("7", params);
    }

    private long start(String subject, String params) {
        var key = Asking.freshKey();
        var request = new Request(key, guild, OLGA, "test", RequestHash.of(key.value()));
        var asked = new JobRequest(MarkingTask.NAME, subject, "Rule " + subject, params);
        var done = units.execute(request, Long.class, work -> jobs.start(work, asked));
        return ((Executed.Done<Long>) done).value();
    }

    private MassJob find(long job) {
        return units.read(guild, OLGA, work -> jobs.find(work, job)).orElseThrow();
    }

    private void awaitState(long job, State state) {
        await().atMost(60, SECONDS).until(() -> find(job).state() == state);
    }

    /** Whatever waits for later is due. */
    private void awaitStateLater(long job, State state) {
        await().atMost(60, SECONDS)
                .until(() -> {
                    clock.advance(Duration.ofSeconds(5));
                    return find(job).state() == state;
                });
    }

    private void members(int many) {
        admin.execute(
                """
                insert into member (guild_id, user_id, roles, as_of)
                select %s, 1000 + n, '{}', now() from generate_series(1, %d) n
                """
                        .formatted(guild, many));
    }

    private void deliver() {
        admin.execute(
                "update assignment set state = 'settled', sent = null where guild_id = " + guild);
    }

    /** How many members were looked at; none was twice. */
    private long marks() {
        var of = " from journal where action = 'marked' and guild_id = " + guild;
        assertEquals(0, admin.count("select count(*) - count(distinct user_id)" + of));
        return admin.count("select count(*)" + of);
    }

    private long count(String of) {
        return admin.count("select count(*) from %s and guild_id = %s".formatted(of, guild));
    }

    private Asking asking() {
        return Asking.in(guild).by(OLGA).allowed(Permission.MANAGE_ROLES).command("roles jobs");
    }

    private Asking pressing(String state) {
        return asking().button(OLGA, state);
    }

    private String show() {
        return words(reply(asking()));
    }

    private String press(String state) {
        return words(reply(pressing(state)));
    }

    private Reply reply(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    private static String words(Reply reply) {
        return switch (reply) {
            case Reply.Whisper(var content) -> words(content);
            case Reply.Update(var content) -> words(content);
            case Reply.Refusal(var text, _) -> text;
            case Reply.Message _, Reply.Modal _, Reply.Question _ -> reply.toString();
        };
    }

    private static String words(Content content) {
        return content.card() == null ? content.text() : content.card().words();
    }
}
