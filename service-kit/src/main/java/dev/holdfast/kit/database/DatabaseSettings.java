package dev.holdfast.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the operator sets about PostgreSQL. */
@ConfigMapping(prefix = "database")
interface DatabaseSettings {

    /**
     * {@code DATABASE_URL}: {@code postgresql://host:port/database}. Without a user in it the
     * service's own role is used, with the password that its key gives.
     */
    Optional<String> url();

    /**
     * {@code DATABASE_ADMIN_URL}: {@code postgresql://user:password@host:port/database}. When set,
     * the service makes its roles and schema and migrates them at start; otherwise it only checks.
     */
    Optional<String> adminUrl();

    /** {@code DATABASE_POOL_SIZE}: the most connections one instance holds, 1 to 100. */
    @WithDefault("16")
    int poolSize();

    /** {@code DATABASE_PATIENCE}: how long a request rides out a database that is away. */
    @WithDefault("3s")
    Duration patience();
}
