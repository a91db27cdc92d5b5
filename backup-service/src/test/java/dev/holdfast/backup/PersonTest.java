package dev.holdfast.backup;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.PersonContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PersonTest extends PersonContract {

    @Override
    protected Map<String, String> rows() {
        return Map.of(
                "restore",
                """
                insert into restore (guild_id, snapshot_id, features, user_id, diff_hash, taken_at, planned_at)
                values (<guild>, 1, '{}', <user>, '', <at>, <at>)
                """,
                "snapshot",
                """
                insert into snapshot (guild_id, snapshot_id, kind, reason, state, user_id, started_at)
                values (<guild>, nextval('snapshot_id'), 'MANUAL', '', 'FAILED', <user>, <at>)
                """);
    }
}
