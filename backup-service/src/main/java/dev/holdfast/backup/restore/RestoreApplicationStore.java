package dev.holdfast.backup.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.backup.restore.RestoreApplication.Result;
import dev.holdfast.backup.restore.RestoreEntry.Summary;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.restore.RestoredRows;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Does a restore in one transaction: rows, coins, orders to the services and the restore's own row
 * are there together or not at all, and the guild is frozen no longer than it lasts.
 */
final class RestoreApplicationStore {

    private static final String OWN = "backup";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Set<String> AWAY = Set.of("08", "57", "53", "58");

    private static final String PLANNED =
            "select state = 'planned' from backup.restore where guild_id = ? and restore_id = ? for update";
    private static final String DONE =
            """
            update backup.restore
            set state = 'done', undo_snapshot_id = ?, user_id = ?, done_at = backup.work_now(), summary = ?::jsonb
            where guild_id = ? and restore_id = ? and state = 'planned'
            """;
    private static final String AUDIT =
            """
            insert into backup.audit (guild_id, at, user_id, operation, action, detail)
            values (?, backup.work_now(), ?, ?, 'restore.apply', ?::jsonb)
            """;
    private static final String ORDER = "select from backup.order_in_restore(?, ?, ?)";

    private RestoreApplicationStore() {}

    /** In the audit. */
    private record Audited(
            long restoreId,
            long snapshotId,
            long undoSnapshotId,
            Set<String> features,
            FeatureDiff changed,
            long coinsMoved) {}

    /**
     * Does it, unless something else would change than was looked at.
     *
     * @throws IOException when the snapshot cannot be read
     * @throws Unavailable when PostgreSQL is away; the same call tells whether it was done
     */
    static Result apply(
            RestoreSource source,
            RestoreApplication application,
            ObjectMapper json,
            Progress progress)
            throws IOException {
        var began = System.nanoTime();
        try (var session = RestoreSessionStore.begin(source.connections(), source.guild())) {
            if (!ApplyStore.isOurTurn(session)) {
                return new Result.Busy();
            }
            // Before the guild waits: nobody else needs it.
            var tables = source.pickedTables();
            session.load(source.archive(), source.manifest(), tables, progress);
            var order = ApplyStore.inOrder(session, tables);
            progress.goOn();
            ApplyStore.freeze(session);
            if (!isPlanned(session, application)) {
                return new Result.Already();
            }
            return write(session, source, application, order, json, began);
        } catch (SQLException e) {
            return outcome(e);
        }
    }

    private static Result outcome(SQLException failed) {
        var state = failed.getSQLState();
        if (LOCK_NOT_AVAILABLE.equals(state)) {
            return new Result.Busy();
        }
        if (state == null || AWAY.contains(state.substring(0, 2))) {
            throw new Unavailable("the guild cannot be restored now", failed);
        }
        return new Result.Failed(String.valueOf(failed.getMessage()));
    }

    private static Result write(
            RestoreSessionStore session,
            RestoreSource source,
            RestoreApplication application,
            List<RestoredTable> tables,
            ObjectMapper json,
            long began)
            throws SQLException {
        var compared = ComparisonStore.compare(session, source, tables);
        if (!compared.hash().equals(application.planned().diffHash())) {
            return new Result.Changed();
        }
        var schemas = tables.stream().map(it -> it.today().schema()).collect(Collectors.toSet());
        var touched = new HashSet<>(schemas);
        touched.add(OWN);
        ApplyStore.begin(session, touched, application.operation(), application.by());
        ApplyStore.write(session, tables, source.picked());
        ApplyStore.raiseSequences(session, source.manifest(), schemas);
        order(session, source, application, compared.diff(), json);
        var took = Duration.ofNanos(System.nanoTime() - began);
        var summary =
                new Summary(
                        compared.diff().picked(source.picked()),
                        compared.diff().coinsMoved(),
                        took);
        done(session, application, summary, json);
        session.commit();
        return new Result.Done(summary);
    }

    private static boolean isPlanned(RestoreSessionStore session, RestoreApplication application)
            throws SQLException {
        try (var statement = session.prepare(PLANNED)) {
            statement.setLong(1, session.guild().value());
            statement.setLong(2, application.planned().restoreId());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Every service is told: what another's rows mean to it, it knows itself. */
    private static void order(
            RestoreSessionStore session,
            RestoreSource source,
            RestoreApplication application,
            Diff diff,
            ObjectMapper json)
            throws SQLException {
        var features =
                source.picked().isEmpty()
                        ? diff.features().stream()
                                .map(FeatureDiff::feature)
                                .collect(Collectors.toSet())
                        : source.picked();
        var rows =
                new RestoredRows(
                        application.planned().restoreId(),
                        features,
                        application.planned().takenAt());
        for (var service : source.services()) {
            try (var statement = session.prepare(ORDER)) {
                statement.setString(1, "restored-" + service);
                statement.setString(2, write(json, rows));
                statement.setString(3, "restored-" + service);
                statement.execute();
            }
        }
    }

    private static void done(
            RestoreSessionStore session,
            RestoreApplication application,
            Summary summary,
            ObjectMapper json)
            throws SQLException {
        var planned = application.planned();
        try (var statement = session.prepare(DONE)) {
            statement.setLong(1, application.undoSnapshotId());
            statement.setLong(2, application.by().value());
            statement.setString(3, write(json, summary));
            statement.setLong(4, session.guild().value());
            statement.setLong(5, planned.restoreId());
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException(
                        "restore %d is gone".formatted(planned.restoreId()));
            }
        }
        var audited =
                new Audited(
                        planned.restoreId(),
                        planned.snapshotId(),
                        application.undoSnapshotId(),
                        new TreeSet<>(planned.features()),
                        summary.changed(),
                        summary.coinsMoved());
        try (var statement = session.prepare(AUDIT)) {
            statement.setLong(1, session.guild().value());
            statement.setLong(2, application.by().value());
            statement.setString(3, application.operation().value());
            statement.setString(4, write(json, audited));
            statement.execute();
        }
    }

    private static String write(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable", e);
        }
    }
}
