package dev.holdfast.roles.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.restore.RestoredRows;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Claims that a restore puts back count again, and Discord follows. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RestoredClaimsTest extends AssignmentScene {

    @Inject RestoredClaims restored;

    @Test
    void aRestoredClaimGivesItsRoleUnlessItsTimeIsOver() {
        member(ANN);
        member(BEN);
        insert(ANN, "null");
        insert(BEN, "now() - interval '1 hour'");
        assertEquals(List.of(), effects());
        work(unit -> restored.restored(rows(), unit));
        await().atMost(20, SECONDS).until(() -> journal(BEN, RED).equals(List.of("withdrawn")));
        assertEquals(List.of(new Effect.GiveRole(ANN, RED)), effects());
        assertEquals(List.of("claimed"), journal(ANN, RED));
    }

    private static RestoredRows rows() {
        return new RestoredRows(1, Set.of("assignment"), Instant.EPOCH);
    }

    private void insert(UserId user, String until) {
        admin.execute(
                """
                select set_config('app.operation', '1', false);
                insert into claim (guild_id, user_id, role_id, source, kind, since, until, generation, on_undo,
                    reason, written_at)
                values (%s, %s, %s, 'rules:1', 'claim', now() - interval '2 days', %s, 1, 'give-back', 'because',
                    now() - interval '2 days');
                select set_config('app.operation', '', false)
                """
                        .formatted(guild, user, RED, until));
    }
}
