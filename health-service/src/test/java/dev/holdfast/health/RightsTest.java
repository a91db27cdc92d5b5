package dev.holdfast.health;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.RightsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RightsTest extends RightsContract {}
