package dev.holdfast.kit;

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
                "known_sum",
                "insert into known_sum values (<guild>, <user>, 1, <at>)",
                "tally",
                "insert into tally (guild_id, user_id, counted_at) values (<guild>, <user>, <at>)");
    }
}
