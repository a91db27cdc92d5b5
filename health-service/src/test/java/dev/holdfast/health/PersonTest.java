package dev.holdfast.health;

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
                "feedback",
                """
                insert into feedback (guild_id, user_id, day, score, words, given_at)
                values (<guild>, <user>, <at>, 5, 'x', <at>)
                """,
                "incident_entry",
                """
                insert into incident_entry (guild_id, incident_id, entry_id, at, kind, user_id, text)
                values (<guild>, 1, gen_random_uuid(), <at>, 'NOTE', <user>, 'x')
                """);
    }
}
