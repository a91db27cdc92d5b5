package dev.holdfast.kit.database;

import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Prepares the database before the service serves requests: provisions, migrates, checks. Waits for
 * a database that is away; a wrong one ends the start.
 */
@Singleton
public final class DatabaseStart {

    /** After the settings, before anything that uses the database. */
    public static final int PRIORITY = 100;

    private static final Logger LOG = Logger.getLogger("holdfast.start");
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration MOST_CLOCK_SKEW = Duration.ofSeconds(5);

    private static final String CLOCK = "select clock_timestamp()";

    private final DatabaseAddresses addresses;
    private final Provisioning provisioning;
    private final Migrations migrations;
    private final DataMap map;
    private final Database database;
    private final Clock clock;
    private final PollingLoop attempts;
    private volatile State state = new State.Waiting("not tried yet");

    /** How far the start has come. */
    public sealed interface State {

        /** It is ready to be used. */
        record Ready() implements State {}

        /**
         * It does not answer yet.
         *
         * @param why what was answered instead
         */
        record Waiting(String why) implements State {}
    }

    DatabaseStart(
            DatabaseAddresses addresses,
            Provisioning provisioning,
            Migrations migrations,
            DataMap map,
            Database database,
            Clock clock,
            PollingLoops loops) {
        this.addresses = addresses;
        this.provisioning = provisioning;
        this.migrations = migrations;
        this.map = map;
        this.database = database;
        this.clock = clock;
        this.attempts = loops.every("database-start", BETWEEN_ATTEMPTS, this::keepTrying);
    }

    public State state() {
        return state;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        start();
    }

    void start() {
        if (!attempt()) {
            attempts.start();
        }
    }

    @PreDestroy
    void stop() {
        attempts.end();
    }

    private void keepTrying() {
        try {
            if (attempt()) {
                attempts.end();
            }
        } catch (IllegalStateException e) {
            LOG.errorf("%s does not start: %s", addresses.service(), e.getMessage());
            attempts.end();
            Quarkus.asyncExit(1);
        }
    }

    private boolean attempt() {
        try {
            prepare();
            state = new State.Ready();
            return true;
        } catch (SQLException | FlywayException | JdbiException e) {
            if (!FailureKind.of(e).passes()) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            LOG.warnf("waiting for PostgreSQL at %s: %s", addresses.ofService(), e.getMessage());
            state = new State.Waiting(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void prepare() throws SQLException {
        var admin = addresses.ofAdmin();
        if (admin.isPresent()) {
            var source = admin.get().migrating("holdfast " + addresses.service() + " provisioning");
            try (var connection = source.getConnection()) {
                provisioning.run(connection);
            }
            migrations.run(source);
            map.publish(source);
        }
        check();
    }

    private void check() {
        var pending =
                migrations.pending(
                        addresses
                                .ofService()
                                .dataSource("holdfast " + addresses.service() + " start"));
        if (pending > 0) {
            throw new IllegalStateException(
                    ("The schema '%s' lacks %d migrations of this build. Start the service once with"
                                    + " DATABASE_ADMIN_URL set, which makes roles, schema and tables.")
                            .formatted(addresses.service(), pending));
        }
        var faults = database.ask(RowSecurityCheck::faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "The schema does not keep guilds apart: " + String.join("; ", faults));
        }
        var now =
                database.ask(handle -> handle.createQuery(CLOCK).mapTo(OffsetDateTime.class).one());
        var skew = Duration.between(now.toInstant(), clock.instant()).abs();
        if (skew.compareTo(MOST_CLOCK_SKEW) > 0) {
            LOG.warnf("this machine's clock and PostgreSQL's differ by %s; set both by NTP", skew);
        }
        LOG.infof("%s is ready in schema '%s'", addresses.ofService(), addresses.service());
    }
}
