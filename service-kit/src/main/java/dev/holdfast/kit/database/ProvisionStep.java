package dev.holdfast.kit.database;

import dev.holdfast.kit.observe.StartupReport;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Instead of a start: says what provisioning and migrating would do, or does it, and ends the
 * process. {@code HOLDFAST_PROVISION}: {@code plan} or {@code run}; what was said follows
 * "provision:".
 */
@Singleton
final class ProvisionStep {

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final DatabaseAddresses addresses;
    private final Provisioning provisioning;
    private final Migrations migrations;
    private final DataMap map;
    private final Step wanted;

    /** What is done instead of a start. */
    enum Step {
        NO,
        PLAN,
        RUN
    }

    ProvisionStep(
            DatabaseAddresses addresses,
            Provisioning provisioning,
            Migrations migrations,
            DataMap map,
            @ConfigProperty(name = "holdfast.provision", defaultValue = "no") Step wanted) {
        this.addresses = addresses;
        this.provisioning = provisioning;
        this.migrations = migrations;
        this.map = map;
        this.wanted = wanted;
    }

    /** Before the other settings are looked at: it needs only those of the database. */
    void instead(@Observes @Priority(StartupReport.FIRST - 1) StartupEvent event) {
        switch (wanted) {
            case NO -> {}
            // Nothing was started that would have to be stopped.
            case PLAN -> Runtime.getRuntime().halt(step(false));
            case RUN -> Runtime.getRuntime().halt(step(true));
        }
    }

    private int step(boolean run) {
        var wrong = addresses.wrong();
        var admin = wrong.isEmpty() ? addresses.ofAdmin() : Optional.<DatabaseAddress>empty();
        if (admin.isEmpty()) {
            wrong.forEach(ProvisionStep::say);
            say("DATABASE_ADMIN_URL is needed: postgresql://user:password@host:port/database.");
            return FAILED;
        }
        try {
            var source = admin.get().migrating("holdfast " + addresses.service() + " provisioning");
            try (var connection = source.getConnection()) {
                provisioning.missing(connection).forEach(what -> say("makes " + what));
                connection.rollback();
                if (run) {
                    provisioning.run(connection);
                }
            }
            say("%d migrations wait".formatted(migrations.pending(source)));
            if (run) {
                migrations.run(source);
                map.publish(source);
                say("done");
            }
            return DONE;
        } catch (SQLException | FlywayException | IllegalStateException e) {
            say(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private static void say(String what) {
        LOG.infof("provision: %s", what);
    }
}
