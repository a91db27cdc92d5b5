package dev.holdfast.health;

import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.OpenApiContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class OpenApiTest extends OpenApiContract {}
