package dev.holdfast.kit.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the service's schema to the state that this build expects, and asks first for a snapshot
 * of what is there. Every feature's files lie in {@code db/migration/<feature>}; their versions are
 * the minute they were written, so that features need not know of each other's numbers.
 */
@Singleton
final class Migrations {

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final String HISTORY = "migration_history";

    private final Addresses addresses;
    private final MigrationSettings settings;
    private final String[] locations;

    @Inject
    Migrations(Addresses addresses, MigrationSettings settings) {
        this(addresses, settings, "classpath:db/migration");
    }

    Migrations(Addresses addresses, MigrationSettings settings, String... locations) {
        this.addresses = addresses;
        this.settings = settings;
        this.locations = locations.clone();
    }

    /** Migrates as the owner. Two instances that start at once wait for each other. */
    void run(DataSource admin) {
        var flyway = flyway(admin, "set role " + Provisioning.OWNER);
        var pending = flyway.info().pending().length;
        if (pending == 0) {
            return;
        }
        if (flyway.info().applied().length > 0
                && settings.migrationSnapshot() == MigrationSettings.Snapshot.REQUIRED) {
            throw new IllegalStateException(
                    ("%d migrations of '%s' wait, the database holds data, and there is no backup-service"
                                    + " to take a verified snapshot of it first. Make a backup by hand,"
                                    + " then start once with HOLDFAST_MIGRATION_SNAPSHOT=skip.")
                            .formatted(pending, addresses.service()));
        }
        var result = flyway.migrate();
        LOG.infof("migrated %s: %d steps", addresses.service(), result.migrationsExecuted);
    }

    /** How many migrations are missing, seen as the service itself. */
    int pending(DataSource service) {
        return flyway(service, "select 1").info().pending().length;
    }

    private Flyway flyway(DataSource source, String first) {
        var service = addresses.service();
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .initSql(first)
                .schemas(service)
                .createSchemas(false)
                .table(HISTORY)
                .locations(locations)
                .placeholders(Map.of("service", service))
                .outOfOrder(true)
                .validateMigrationNaming(true)
                .ignoreMigrationPatterns("*:future", "*:missing")
                .load();
    }
}
