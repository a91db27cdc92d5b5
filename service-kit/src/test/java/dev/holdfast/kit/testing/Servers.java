package dev.holdfast.kit.testing;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedPostgresSettings;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;

/** A real PostgreSQL 18 and a real Redis 7, each started once in this JVM when first asked for. */
public final class Servers {

    private Servers() {}

    private static final class Postgres {
        static final EmbeddedPostgres ONLY =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.temporary());
    }

    private static final class Redis {
        static final EmbeddedRedis ONLY = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
    }

    public static EmbeddedPostgres postgres() {
        return Postgres.ONLY;
    }

    public static EmbeddedRedis redis() {
        return Redis.ONLY;
    }
}
