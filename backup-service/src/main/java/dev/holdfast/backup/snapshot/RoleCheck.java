package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.postgres.ReadTransaction;
import dev.holdfast.backup.postgres.RowSelection;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Tries the backup role on every protected table, at start and every hour: whoever may not read all
 * of them is found before the night, and not by it. Safe for any thread.
 */
@Singleton
final class RoleCheck {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CHECKS = Duration.ofHours(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final Connections connections;
    private final Alerts alerts;
    private final DatabaseStart start;
    private final PollingLoop rounds;

    @Inject
    RoleCheck(Connections connections, Alerts alerts, DatabaseStart start, PollingLoops loops) {
        this.connections = connections;
        this.alerts = alerts;
        this.start = start;
        this.rounds = loops.loop("backup-role", LONGEST_BACKOFF, this::round);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private Duration round() {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return BETWEEN_LOOKS;
        }
        check();
        return BETWEEN_CHECKS;
    }

    /**
     * Reads of each table with guild data the rows of no guild.
     *
     * @throws PostgresFailure when it may not; the operator was told
     */
    void check() {
        try (var transaction = ReadTransaction.begin(connections)) {
            transaction.tables().stream()
                    .filter(table -> table.guildColumn() != null)
                    .forEach(table -> transaction.count(table, new RowSelection.OfGuild(-1)));
        } catch (PostgresFailure e) {
            alerts.operator(
                    new Alert(
                            "backup.role",
                            "",
                            ("The role %1$s cannot read what a snapshot needs: %2$s. No snapshot can be taken."
                                            + " Start backup-service once with DATABASE_ADMIN_URL set, or run 'alter"
                                            + " role %1$s bypassrls' as a superuser.")
                                    .formatted(ReadTransaction.ROLE, e.getMessage())));
            throw e;
        }
    }
}
