package dev.holdfast.backup.restore;

import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.Identifiers;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes a guild's rows as the snapshot has them, within the restore's transaction. */
final class ApplyStore {

    /** Whoever has it restores the guild; nobody waits for it. */
    private static final String ONE_AT_A_TIME =
            "select pg_try_advisory_xact_lock(hashtextextended('restore:' || %d, 0))";

    /** Each unit of work has it shared: commands of the guild end first, and wait for us then. */
    private static final String FREEZE = "select pg_advisory_xact_lock(%d)";

    private static final String BEGIN = "select from %s.begin_restore(?, ?, ?, ?)";
    private static final String FOREIGN_KEYS =
            """
            select cn.nspname || '.' || cc.relname, pn.nspname || '.' || pc.relname
            from pg_constraint c
            join pg_class cc on cc.oid = c.conrelid join pg_namespace cn on cn.oid = cc.relnamespace
            join pg_class pc on pc.oid = c.confrelid join pg_namespace pn on pn.oid = pc.relnamespace
            where c.contype = 'f' order by 1, 2
            """;
    private static final String RAISE =
            """
            select setval('%1$s', %2$d, %3$s) from %1$s where last_value < %2$d
            """;
    private static final String THERE = "select to_regclass('%s') is not null";
    private static final String UNIQUE_VIOLATION = "23505";

    private ApplyStore() {}

    /** Whether nobody else restores the guild. */
    static boolean isOurTurn(RestoreSessionStore session) throws SQLException {
        var sql = ONE_AT_A_TIME.formatted(session.guild().value());
        try (var statement = session.prepare(sql);
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Waits until the guild's commands are over; new ones wait until this transaction is. */
    static void freeze(RestoreSessionStore session) throws SQLException {
        session.execute(FREEZE.formatted(session.guild().value()));
        session.hurry();
    }

    /** What is written in the schemas from now on is done by that operation. */
    static void begin(
            RestoreSessionStore session, Set<String> schemas, OperationKey operation, UserId by)
            throws SQLException {
        for (var schema : new TreeSet<>(schemas)) {
            try (var statement = session.prepare(BEGIN.formatted(Identifiers.quote(schema)))) {
                statement.setLong(1, session.guild().value());
                statement.setLong(2, by.value());
                statement.setString(3, operation.value());
                statement.setObject(4, operation.day());
                statement.execute();
            }
        }
    }

    /** Rows that others refer to come first, and go last. */
    static List<RestoredTable> inOrder(RestoreSessionStore session, List<RestoredTable> tables)
            throws SQLException {
        var order = new ForeignKeyOrder();
        try (var statement = session.prepare(FOREIGN_KEYS);
                var row = statement.executeQuery()) {
            while (row.next()) {
                order.refers(row.getString(1), row.getString(2));
            }
        }
        return order.sort(tables);
    }

    /**
     * Makes the picked features' rows what they are in the snapshot.
     *
     * @param tables in the order of their foreign keys
     */
    static void write(RestoreSessionStore session, List<RestoredTable> tables, Set<String> picked)
            throws SQLException {
        var written =
                DifferenceStore.replaced(tables).stream()
                        .map(table -> new TableStatements(table, session.guild().value()))
                        .toList();
        for (var statements : written) {
            run(session, statements.leaveOut(picked).toList());
        }
        for (var statements : written.reversed()) {
            run(session, statements.delete(picked).toList());
        }
        for (var owner : DifferenceStore.owners(tables)) {
            DifferenceStore.coins(session, owner, false);
        }
        for (var statements : written) {
            update(session, statements);
            session.execute(statements.insert());
        }
    }

    private static void run(RestoreSessionStore session, List<String> statements)
            throws SQLException {
        for (var statement : statements) {
            session.execute(statement);
        }
    }

    /** Two rows that swap a unique value cannot be updated one after the other. */
    private static void update(RestoreSessionStore session, TableStatements statements)
            throws SQLException {
        for (var update : statements.update().toList()) {
            try {
                session.attempt(update);
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                session.execute(statements.deleteChanged());
            }
        }
    }

    /** No number is given out a second time, also where the database was made anew. */
    static void raiseSequences(
            RestoreSessionStore session, SnapshotManifest manifest, Set<String> schemas)
            throws SQLException {
        for (var sequence : manifest.sequences()) {
            var name =
                    Identifiers.quote(sequence.schema()) + "." + Identifiers.quote(sequence.name());
            if (schemas.contains(sequence.schema()) && isThere(session, name)) {
                session.execute(
                        RAISE.formatted(
                                name.replace("'", "''"), sequence.lastValue(), sequence.called()));
            }
        }
    }

    private static boolean isThere(RestoreSessionStore session, String name) throws SQLException {
        try (var statement = session.prepare(THERE.formatted(name.replace("'", "''")));
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
