package dev.holdfast.backup.restore;

import dev.holdfast.backup.postgres.Identifiers;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** Compares a snapshot's rows of a guild with today's. */
final class DifferenceStore {

    /** Reads the snapshot's tables by the names that {@link TableStatements} gives them. */
    private static final String COMPENSATE =
            "select user_id, before, after from %s(%s) order by user_id";

    private static final String KNOWS = "select to_regprocedure('%s(boolean)') is not null";
    private static final int FETCHED = 1_000;

    private DifferenceStore() {}

    /**
     * Forgets those of the snapshot's rows whose people were forgotten since: they come back to
     * nobody's eyes.
     */
    static void forget(RestoreSessionStore session, List<RestoredTable> tables)
            throws SQLException {
        for (var table : tables) {
            for (var statement : statements(session, table).forgotten().toList()) {
                session.execute(statement);
            }
        }
    }

    /** By table and feature, where there is a difference. */
    static List<TableDiff> tables(RestoreSessionStore session, List<RestoredTable> tables)
            throws SQLException {
        var differences = new ArrayList<TableDiff>();
        for (var table : replaced(tables)) {
            try (var statement = session.prepare(statements(session, table).summary());
                    var row = statement.executeQuery()) {
                while (row.next()) {
                    differences.add(
                            new TableDiff(
                                    table.today().schema(),
                                    table.today().table(),
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getString(5)));
                }
            }
        }
        return differences;
    }

    /** All but those whose rows the owner's function compensates. */
    static List<RestoredTable> replaced(List<RestoredTable> tables) {
        return tables.stream().filter(it -> it.onRestore() != OnRestore.COMPENSATE).toList();
    }

    /** Which features the snapshot or today has rows of. */
    static Set<String> features(RestoreSessionStore session, List<RestoredTable> tables)
            throws SQLException {
        var features = new TreeSet<String>();
        for (var table : tables) {
            if (table.namesFeatures()) {
                try (var statement = session.prepare(statements(session, table).features());
                        var row = statement.executeQuery()) {
                    while (row.next()) {
                        features.add(row.getString(1));
                    }
                }
            } else {
                features.add(table.map().feature());
            }
        }
        return features;
    }

    /** Whose coins a restore would move; of each feature that compensates. */
    static List<CoinDiff> coins(RestoreSessionStore session, List<RestoredTable> tables)
            throws SQLException {
        var differences = new ArrayList<CoinDiff>();
        for (var owner : owners(tables)) {
            differences.add(coins(session, owner, true));
        }
        return differences;
    }

    /** A feature whose tables are restored by its own function. */
    record Owner(String schema, String feature) {

        String function() {
            return Identifiers.quote(schema) + "." + Identifiers.quote("compensate_" + feature);
        }
    }

    static Collection<Owner> owners(List<RestoredTable> tables) {
        return tables.stream()
                .filter(it -> it.onRestore() == OnRestore.COMPENSATE)
                .map(it -> new Owner(it.today().schema(), it.map().feature()))
                .distinct()
                .toList();
    }

    /** Moves them, unless it is a preview. */
    static CoinDiff coins(RestoreSessionStore session, Owner owner, boolean preview)
            throws SQLException {
        if (!isKnown(session, owner)) {
            throw new SQLException("there is no function " + owner.function());
        }
        var largest = new PriorityQueue<>(CoinDiff.LARGEST_FIRST.reversed());
        var members = 0L;
        var coins = BigInteger.ZERO;
        var hash = new CRC32C();
        var sum = 0L;
        try (var statement = session.prepare(COMPENSATE.formatted(owner.function(), preview))) {
            statement.setFetchSize(FETCHED);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var move =
                            new CoinMove(
                                    new UserId(row.getLong(1)), row.getLong(2), row.getLong(3));
                    members++;
                    coins = coins.add(BigInteger.valueOf(move.size()));
                    hash.update(move.toString().getBytes(StandardCharsets.UTF_8));
                    sum = sum * 31 + move.hashCode();
                    largest.add(move);
                    if (largest.size() > CoinDiff.MOST) {
                        largest.poll();
                    }
                }
            }
        }
        var first = largest.stream().sorted(CoinDiff.LARGEST_FIRST).toList();
        var hashed = Long.toHexString(hash.getValue()) + Long.toHexString(sum);
        return new CoinDiff(
                owner.schema(), owner.feature(), first, members, coins.longValueExact(), hashed);
    }

    private static boolean isKnown(RestoreSessionStore session, Owner owner) throws SQLException {
        var sql = KNOWS.formatted(owner.function().replace("'", "''"));
        try (var statement = session.prepare(sql);
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** All picked differences as CSV, as many as there is room for. */
    static DiffFile file(
            RestoreSessionStore session, List<RestoredTable> tables, Set<String> picked)
            throws SQLException {
        var lines = new DiffLines();
        for (var table : replaced(tables)) {
            var sql = statements(session, table).lines(picked);
            try (var statement = session.prepare(sql)) {
                statement.setFetchSize(FETCHED);
                try (var row = statement.executeQuery()) {
                    while (!lines.isFull() && row.next()) {
                        lines.add(
                                row.getString(1),
                                row.getString(2),
                                table.today().name(),
                                Optional.ofNullable(row.getString(3)),
                                Optional.ofNullable(row.getString(4)));
                    }
                }
            }
        }
        for (var owner : owners(tables)) {
            if (picked.isEmpty() || picked.contains(owner.feature())) {
                coins(session, owner, lines);
            }
        }
        return lines.file();
    }

    private static void coins(RestoreSessionStore session, Owner owner, DiffLines lines)
            throws SQLException {
        try (var statement = session.prepare(COMPENSATE.formatted(owner.function(), true))) {
            statement.setFetchSize(FETCHED);
            try (var row = statement.executeQuery()) {
                while (!lines.isFull() && row.next()) {
                    lines.add(
                            "coins of " + row.getLong(1),
                            owner.feature(),
                            owner.schema(),
                            Optional.of(row.getString(2)),
                            Optional.of(row.getString(3)));
                }
            }
        }
    }

    private static TableStatements statements(RestoreSessionStore session, RestoredTable table) {
        return new TableStatements(table, session.guild().value());
    }
}
