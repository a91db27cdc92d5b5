package dev.holdfast.roles.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for Discord's leave or for room keeps nobody else waiting. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RetryingTest extends AssignmentScene {

    private static final int MANY = 2 * Retrying.PAGE + 100;

    @Inject WorkerConnection worker;

    @Test
    void anEventTriesAPageAgainAndATimerTheOthers() {
        blocked(MANY);
        work(unit -> {
            roleEvents.handle(
                    new EventEnvelope(
                            OperationKey.of("test-event:" + Clock.systemUTC().instant()),
                            guild,
                            Roles.changed(RED, 3)),
                    unit);
            var left =
                    "select count(*) from assignment where guild_id = app_guild() and state = 'blocked'";
            assertEquals(
                    MANY - Retrying.PAGE,
                    unit.handle().createQuery(left).mapTo(Integer.class).one());
        });
        await().atMost(10, SECONDS).until(() -> states("blocked") == 0);
        assertEquals(MANY, states("pending") + states("sent"));
        assertEquals(RoleEffects.MOST_UNDER_WAY, effects().size());
    }

    @Test
    void guildsWithoutRoomDoNotHideThoseBehindThem() {
        admin.execute(insert("pending", 1));
        var before = guild;
        freshGuild();
        admin.execute(insert("pending", 1));
        assertEquals(List.of(guild), AssignmentStore.waiting(worker, before.value(), 1));
        assertEquals(
                List.of(before, guild),
                AssignmentStore.waiting(worker, before.value() - 1, 10).stream()
                        .filter(List.of(before, guild)::contains)
                        .toList());
        admin.execute("delete from assignment where guild_id = " + before);
    }

    @Test
    void whatBecomesUrgentWhileItIsUnderWayIsHurried() {
        member(ANN);
        claim(give(ANN, RED, RULE));
        assertTrue(!ordered().getFirst().urgent());
        claim(give(ANN, RED, OTHER).urgently());
        assertEquals(1, ordered().size());
        assertTrue(ordered().getFirst().urgent());
    }

    private void blocked(int many) {
        admin.execute(insert("blocked", many));
    }

    private String insert(String state, int many) {
        return """
        insert into assignment (guild_id, user_id, role_id, wanted, state, changed_at)
        select %s, 1000 + n, 501, 'have', '%s', now() from generate_series(1, %d) n
        """
                .formatted(guild, state, many);
    }

    private long states(String state) {
        return admin.count(
                "select count(*) from assignment where state = '%s' and guild_id = %s"
                        .formatted(state, guild));
    }
}
