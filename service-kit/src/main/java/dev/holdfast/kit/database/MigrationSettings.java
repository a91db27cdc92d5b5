package dev.holdfast.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the operator sets about migrations. */
@ConfigMapping(prefix = "holdfast")
interface MigrationSettings {

    /** Whether a migration of a database that holds data waits for a verified snapshot of it. */
    enum Snapshot {
        REQUIRED,
        SKIP
    }

    /** {@code HOLDFAST_MIGRATION_SNAPSHOT}: {@code required} or {@code skip}. */
    @WithDefault("required")
    Snapshot migrationSnapshot();
}
