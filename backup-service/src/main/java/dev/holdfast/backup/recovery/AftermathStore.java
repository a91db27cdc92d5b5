package dev.holdfast.backup.recovery;

import dev.holdfast.backup.postgres.RebuildConnection;
import dev.holdfast.backup.postgres.Tombstones;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

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
        REST(
                "maintenance",
                "guild_id reason set_by since",
                """
                insert into %s.maintenance (guild_id, reason, set_by, since)
                values (0, 'Everything is being restored; back soon.', 'restore', now())
                on conflict (guild_id) do nothing
                """);

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
     * Does all of it, or nothing.
     *
     * @param tombstones by schema, of those who were forgotten since
     */
    static void settle(
            RebuildConnection made,
            String operation,
            List<String> schemas,
            Map<String, List<byte[]>> tombstones) {
        made.change(
                operation,
                transaction -> {
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

    private static void make(Connection transaction, String schema, Change change)
            throws SQLException {
        if (isThere(transaction, schema, change.table, List.of(change.columns.split(" ", -1)))) {
            try (var statement = transaction.createStatement()) {
                statement.executeUpdate(change.sql.formatted(quoted(schema)));
            }
        }
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
