package dev.holdfast.backup.recovery;

import dev.holdfast.backup.postgres.RebuildConnection;
import dev.holdfast.backup.postgres.Tombstones;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a restored database ready for a world that has gone on since its snapshot: nobody who led
 * then leads now, what was to be done on Discord then may have been done, and who asked to be
 * forgotten stays forgotten.
 */
final class AftermathStore {

    private static final String THERE =
            """
            select count(*) = cardinality(?) from pg_attribute
            where attrelid = to_regclass(?) and attname = any (?) and not attisdropped
            """;

    private static final String REST =
            """
            insert into %s.maintenance (guild_id, reason, set_by, since)
            values (0, 'Everything is being restored; back soon.', 'restore', now())
            on conflict (guild_id) do nothing
            """;

    /** By its instant: the restored database has such a row as well, which outlasts the restore. */
    private static final String WORK =
            "delete from %s.maintenance where guild_id = 0 and set_by = 'restore' and since = ?";

    /** The database that is replaced serves, or is damaged: neither is waited for. */
    private static final List<String> IN_SECONDS =
            List.of(
                    "set local lock_timeout = '10s'",
                    "set local statement_timeout = '20s'",
                    "set local synchronous_commit = on");

    /** Of the service that restores. */
    private static final String OWN_SCHEMA = "backup";

    private static final List<String> AUDIT_COLUMNS =
            List.of("guild_id", "user_id", "operation", "action", "detail", "at");
    private static final String AUDIT =
            """
            insert into %1$s.audit (guild_id, user_id, operation, action, detail, at)
            select 0, 0, restored.operation, restored.action, restored.detail, now()
            from (select ?::text, 'restore.everything', jsonb_build_object(
                'snapshotId', ?::bigint, 'takenAt', ?::text, 'by', ?::text)) as restored (operation, action, detail)
            where not exists (
                select from %1$s.audit done
                where done.guild_id = 0 and done.operation = restored.operation and done.action = restored.action)
            """;

    /** What is done in a schema that has such a table; one of an earlier build may have none. */
    private enum Change {
        /** More than any leader can have counted since. */
        NEW_EPOCHS(
                "lease",
                "epoch holder since",
                "update %s.lease set epoch = epoch + 1000000, holder = 'restore', since = now()"),
        NO_SIGNS("leader_sign", "at", "update %s.leader_sign set at = '-infinity'"),
        /** An operator looks at each, and has it done or given up: 'holdfastctl dead-letters'. */
        SUPPRESS(
                "outbox",
                "ready_at aside_at aside_because",
                """
                update %s.outbox set ready_at = 'infinity', aside_at = now(),
                    aside_because = 'ordered before everything was restored: it may have been done'
                where aside_at is null
                """),
        /** All that were due meanwhile, over five minutes: their kinds see how late it is. */
        SPREAD(
                "timer",
                "ready_at aside_at attempt",
                """
                update %s.timer set ready_at = now() + random() * interval '5 min', attempt = attempt + 1
                where aside_at is null and ready_at <= now() + interval '1 min'
                """),
        REST("maintenance", "guild_id reason set_by since", AftermathStore.REST);

        private final String table;
        private final String columns;
        private final String sql;

        Change(String table, String columns, String sql) {
            this.table = table;
            this.columns = columns;
            this.sql = sql;
        }
    }

    private AftermathStore() {}

    /**
     * Has the bot rest in the database that is replaced, so that nobody does there what is lost; in
     * seconds, or not at all. Where it rests already, that stays as it is.
     *
     * @return since when, by the schemas in which this began it
     */
    static Map<String, OffsetDateTime> rest(
            RebuildConnection served, RestoreOperation operation, List<String> schemas) {
        var since = new HashMap<String, OffsetDateTime>();
        served.change(
                operation.key(),
                transaction -> {
                    execute(transaction, IN_SECONDS);
                    for (var schema : schemas) {
                        if (isThere(transaction, schema, Change.REST)) {
                            rest(transaction, schema).ifPresent(began -> since.put(schema, began));
                        }
                    }
                });
        return Map.copyOf(since);
    }

    private static Optional<OffsetDateTime> rest(Connection transaction, String schema)
            throws SQLException {
        var sql = REST.formatted(quoted(schema)) + "returning since";
        try (var statement = transaction.prepareStatement(sql);
                var row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class))
                    : Optional.empty();
        }
    }

    /**
     * Ends what {@link #rest} began, unless somebody changed it since.
     *
     * @return whether it ended all of it
     */
    static boolean work(
            RebuildConnection served,
            RestoreOperation operation,
            Map<String, OffsetDateTime> since) {
        var ended = new ArrayList<String>();
        served.change(
                operation.key(),
                transaction -> {
                    execute(transaction, IN_SECONDS);
                    for (var began : since.entrySet()) {
                        var sql = WORK.formatted(quoted(began.getKey()));
                        try (var statement = transaction.prepareStatement(sql)) {
                            statement.setObject(1, began.getValue());
                            if (statement.executeUpdate() > 0) {
                                ended.add(began.getKey());
                            }
                        }
                    }
                });
        return ended.size() == since.size();
    }

    /**
     * Does all of it, or nothing; the audit has one row of it, however often.
     *
     * @param tombstones by schema, of those who were forgotten since
     */
    static void settle(
            RebuildConnection made,
            RestoreOperation operation,
            List<String> schemas,
            Map<String, List<byte[]>> tombstones) {
        made.change(
                operation.key(),
                transaction -> {
                    if (isThere(transaction, OWN_SCHEMA, "audit", AUDIT_COLUMNS)) {
                        audit(transaction, operation);
                    }
                    for (var schema : schemas) {
                        for (var change : Change.values()) {
                            make(transaction, schema, change);
                        }
                        var forgotten = tombstones.getOrDefault(schema, List.of());
                        if (!forgotten.isEmpty()
                                && isThere(
                                        transaction,
                                        schema,
                                        Tombstones.TABLE,
                                        Tombstones.COLUMNS)) {
                            Tombstones.merge(transaction, schema, forgotten);
                        }
                    }
                });
    }

    private static void audit(Connection transaction, RestoreOperation operation)
            throws SQLException {
        var sql = AUDIT.formatted(quoted(OWN_SCHEMA));
        try (var statement = transaction.prepareStatement(sql)) {
            statement.setString(1, operation.key());
            statement.setLong(2, operation.snapshotId());
            statement.setString(3, operation.takenAt().toString());
            statement.setString(4, operation.by());
            statement.executeUpdate();
        }
    }

    private static void make(Connection transaction, String schema, Change change)
            throws SQLException {
        if (isThere(transaction, schema, change)) {
            execute(transaction, List.of(change.sql.formatted(quoted(schema))));
        }
    }

    private static void execute(Connection transaction, List<String> all) throws SQLException {
        try (var statement = transaction.createStatement()) {
            for (var sql : all) {
                statement.execute(sql);
            }
        }
    }

    private static boolean isThere(Connection transaction, String schema, Change change)
            throws SQLException {
        return isThere(transaction, schema, change.table, List.of(change.columns.split(" ", -1)));
    }

    private static boolean isThere(
            Connection transaction, String schema, String table, List<String> columns)
            throws SQLException {
        var wanted = transaction.createArrayOf("text", columns.toArray());
        try (var statement = transaction.prepareStatement(THERE)) {
            statement.setArray(1, wanted);
            statement.setString(2, quoted(schema) + "." + table);
            statement.setArray(3, wanted);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
