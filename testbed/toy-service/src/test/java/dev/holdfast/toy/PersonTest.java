package dev.holdfast.toy;

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
                "bounty",
                "insert into bounty values (<guild>, '<user>', <user>, <at>)",
                "known_balance",
                "insert into known_balance values (<guild>, <user>, 1, <at>)",
                "kudos",
                "insert into kudos values (<guild>, <user>, 1, <at>)");
    }
}
