package dev.holdfast.gateway;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.PersonContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class PersonTest extends PersonContract {

    @Override
    protected Map<String, String> rows() {
        return Map.of(
                "maintenance",
                "insert into maintenance values (<guild>, 'tide', '<user>', <at>) on conflict do nothing",
                "maintenance_part",
                "insert into maintenance_part values (<guild>, 'joins', 'tide', '<user>', <at>) on conflict do nothing");
    }

    /** Whom services have yet to forget: it goes when they have. */
    @Override
    protected Set<String> kept() {
        return Set.of("forget_order");
    }
}
