package dev.holdfast.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a real PostgreSQL, provisioned and migrated as in production. */
public final class HoldfastServers implements QuarkusTestResourceLifecycleManager {

    /** Every service in a test shares it. */
    public static final String SECRET = "a-secret-that-only-tests-know-0123456789";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "database.url", Servers.postgres().url(),
                "database.admin-url", Servers.postgres().adminUrl(),
                "redis.url", Servers.redis().url(),
                "holdfast.secret", SECRET,
                "holdfast.migration-snapshot", "skip");
    }

    /** The servers end with the JVM: the next test class uses them again. */
    @Override
    public void stop() {}
}
