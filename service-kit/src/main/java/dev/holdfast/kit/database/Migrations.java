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

    /** What a migration changes is the build's own doing, and not somebody's hand. */
    private static final String AS_OWNER =
            "set role %s; set app.operation = 'migration'".formatted(Provisioning.OWNER);

    private final DatabaseAddresses addresses;
    private final MigrationSettings settings;
    private final MigrationGate gate;
    private final String[] locations;

    @Inject
    Migrations(DatabaseAddresses addresses, MigrationSettings settings, MigrationGate gate) {
        this(addresses, settings, gate, "classpath:db/migration");
    }

    Migrations(
            DatabaseAddresses addresses,
            MigrationSettings settings,
            MigrationGate gate,
            String... locations) {
        this.addresses = addresses;
        this.settings = settings;
        this.gate = gate;
        this.locations = locations.clone();
    }

    /**
     * Migrates as the owner, where data are there once a snapshot of them is verified. Two
     * instances that start at once wait for each other.
     *
     * @throws IllegalStateException where there is no snapshot
     */
    void run(DataSource admin) {
        var flyway = flyway(admin, AS_OWNER);
        var pending = flyway.info().pending().length;
        if (pending == 0) {
            return;
        }
        if (flyway.info().applied().length > 0
                && settings.migrationSnapshot() == MigrationSettings.Snapshot.REQUIRED) {
            gate.pass(addresses.service(), pending);
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
