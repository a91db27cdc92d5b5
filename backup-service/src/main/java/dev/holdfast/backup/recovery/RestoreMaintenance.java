package dev.holdfast.backup.recovery;

import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.PostgresFailure;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Maintenance in the database that is being replaced, whoever began the restore: what members did
 * there meanwhile would be lost. For one thread.
 *
 * @param since when it began, by schema; empty: it was in force before, or could not be begun
 */
record RestoreMaintenance(
        DatabaseServer server,
        String database,
        RestoreOperation operation,
        Map<String, OffsetDateTime> since) {

    RestoreMaintenance {
        since = Map.copyOf(since);
    }

    /**
     * Begins it where there is such a database; one that is damaged keeps nobody from restoring.
     */
    static RestoreMaintenance begin(
            DatabaseServer server,
            String database,
            RestoreOperation operation,
            List<String> schemas,
            Consumer<String> says) {
        var since = Map.<String, OffsetDateTime>of();
        try {
            if (server.exists(database)) {
                try (var connection = server.connect(database)) {
                    since = AftermathStore.rest(connection, operation, schemas);
                }
            }
        } catch (PostgresFailure e) {
            says.accept(
                    "%s does not have the bot rest, so what members do until the end is lost: %s"
                            .formatted(database, e.getMessage()));
        }
        if (!since.isEmpty()) {
            says.accept("the bot rests");
        }
        return new RestoreMaintenance(server, database, operation, since);
    }

    /** Ends it where the restore failed; not one that was in force before. */
    void end(Consumer<String> says) {
        if (since.isEmpty()) {
            return;
        }
        try (var connection = server.connect(database)) {
            says.accept(
                    AftermathStore.work(connection, operation, since)
                            ? "the bot works again"
                            : "the bot rests on: 'holdfastctl maintenance' says why");
        } catch (PostgresFailure e) {
            says.accept("the bot rests until 'holdfastctl maintenance off': " + e.getMessage());
        }
    }
}
