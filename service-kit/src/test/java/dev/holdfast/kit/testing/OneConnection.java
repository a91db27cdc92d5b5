package dev.holdfast.kit.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** All requests of a service share one connection, so that nothing of one may stay for the next. */
public final class OneConnection implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("database.pool-size", "1");
    }
}
