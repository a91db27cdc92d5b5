package dev.holdfast.roles.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.roles.job.MassJob.State;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;

/** A guild with many members, and jobs that mark them. */
@NullUnmarked // the container fills the fields
abstract class JobScene {

    static final AtomicLong NEXT = new AtomicLong(930_000_000_000_000_000L);
    static final UserId OLGA = new UserId(101);
    static final String RESTART = "Mark them again to start over.";

    @Inject Commands commands;
    @Inject UnitsOfWork units;
    @Inject MassJobs jobs;
    @Inject MarkingTask task;

    final GuildId guild = new GuildId(NEXT.incrementAndGet());
    final Admin admin = new Admin("roles");
    final SettableClock clock = new SettableClock("roles");

    @AfterEach
    void end() {
        clock.close();
        task.doing(MarkingTask.PAGE);
        admin.execute(
                "update role_job set state = 'cancelled', ended_at = work_now() where ended_at is null");
    }

    long start(String params) {
        return start("7", params);
    }

    long start(String subject, String params) {
        var key = Asking.freshKey();
        var request = new Request(key, guild, OLGA, "test", RequestHash.of(key.value()));
        var roles =
                params.startsWith(MarkingTask.CHANGING)
                        ? Set.of(MarkingTask.role(params))
                        : Set.<RoleId>of();
        var asked =
                new JobRequest(
                        MarkingTask.NAME, subject, "Rule " + subject, params, roles, RESTART);
        var done = units.execute(request, Long.class, work -> jobs.start(work, asked));
        return ((Executed.Done<Long>) done).value();
    }

    MassJob find(long job) {
        return units.read(guild, OLGA, work -> jobs.find(work, job)).orElseThrow();
    }

    void awaitState(long job, State state) {
        await().atMost(60, SECONDS).until(() -> find(job).state() == state);
    }

    /** Whatever waits for later is due. */
    void awaitStateLater(long job, State state) {
        await().atMost(60, SECONDS)
                .until(() -> {
                    clock.advance(Duration.ofSeconds(5));
                    return find(job).state() == state;
                });
    }

    void members(int many) {
        admin.execute(
                """
                insert into member (guild_id, user_id, roles, as_of)
                select %s, 1000 + n, '{}', now() from generate_series(1, %d) n
                """
                        .formatted(guild, many));
    }

    void deliver() {
        deliver("true");
    }

    void deliver(String which) {
        admin.execute(
                "update assignment set state = 'settled', sent = null where %s and guild_id = %s"
                        .formatted(which, guild));
    }

    /** How many members were looked at; none was twice. */
    long marks() {
        var of = " from journal where action = 'marked' and guild_id = " + guild;
        assertEquals(0, admin.count("select count(*) - count(distinct user_id)" + of));
        return admin.count("select count(*)" + of);
    }

    long count(String of) {
        return admin.count("select count(*) from %s and guild_id = %s".formatted(of, guild));
    }

    Asking asking() {
        return Asking.in(guild).by(OLGA).allowed(Permission.MANAGE_ROLES).command("roles jobs");
    }

    Asking pressing(String state) {
        return asking().button(OLGA, state);
    }

    String show() {
        return words(reply(asking()));
    }

    String press(String state) {
        return words(reply(pressing(state)));
    }

    Reply reply(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    static String words(Reply reply) {
        return switch (reply) {
            case Reply.Whisper(var content) -> words(content);
            case Reply.Update(var content) -> words(content);
            case Reply.Refusal(var text, _) -> text;
            case Reply.Message _, Reply.Modal _, Reply.Question _ -> reply.toString();
        };
    }

    static String words(Content content) {
        return content.card() == null ? content.text() : content.card().words();
    }
}
