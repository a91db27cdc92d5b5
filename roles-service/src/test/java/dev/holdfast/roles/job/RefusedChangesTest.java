package dev.holdfast.roles.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.job.MassJob.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a job says and does where Discord does not let us make its changes. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RefusedChangesTest extends JobScene {

    @Test
    void waitsAndSaysWhy() {
        members(500);
        var job = start(MarkingTask.CHANGING);
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 300);
        admin.execute(
                "update assignment set state = 'blocked', sent = null where guild_id = " + guild);
        clock.advance(Duration.ofSeconds(20));
        admin.execute("select pg_sleep(1)");
        assertEquals(300, find(job).looked());
        var held = show();
        assertTrue(held.contains("0 of 300 changes made · 300 couldn’t be made"), held);
        assertTrue(held.contains("⏳ Discord doesn’t let me make these changes"), held);
        deliver();
        clock.advance(Duration.ofSeconds(20));
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 500);
        assertFalse(show().contains("⏳"), show());
    }

    /** Planted bug: what is blocked of any role of the guild counts. */
    @Test
    void doesNotWaitForRolesThatItDoesNotChange() {
        members(500);
        admin.execute(
                """
                insert into assignment (guild_id, user_id, role_id, wanted, state, changed_at)
                select %s, 1000 + n, 99, 'have', 'blocked', now() + interval '1 hour'
                from generate_series(1, 300) n
                """
                        .formatted(guild));
        var job = start(MarkingTask.CHANGING);
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 300);
        deliver("role_id = 1");
        clock.advance(Duration.ofSeconds(20));
        await().atMost(60, SECONDS).until(() -> find(job).looked() == 500);
        deliver("role_id = 1");
        awaitStateLater(job, State.DONE);
        assertEquals(500, find(job).delivered());
        assertEquals(0, find(job).refused());
    }

    /** Planted bug: what Discord refused counts as done. */
    @Test
    void tellsApartWhatDiscordRefused() {
        members(100);
        var job = start(MarkingTask.CHANGING);
        await().atMost(60, SECONDS).until(() -> find(job).lookedAllAt() != null);
        admin.execute(
                "update assignment set state = 'blocked', sent = null where user_id <= 1012 and guild_id = "
                        + guild);
        deliver("user_id > 1012");
        awaitStateLater(job, State.DONE);
        assertEquals(88, find(job).delivered());
        assertEquals(12, find(job).refused());
        var told = "made 88 role changes in about %; 12 couldn’t be made, see </roles diagnose>.";
        assertEquals(
                1,
                count(
                        "outbox where effect::text like '%%%s%%' and effect::text like '%%Done, but%%'"
                                .formatted(told)));
        var entry = "88 changes made · 12 couldn’t be made, see </roles diagnose>";
        assertTrue(show().contains(entry), show());
        deliver();
        assertTrue(show().contains(entry), show());
    }
}
