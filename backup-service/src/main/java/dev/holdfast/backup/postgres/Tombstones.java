package dev.holdfast.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who was forgotten, as tuples of a schema's table of tombstones; so they get from one database, or
 * snapshot, into another.
 */
public final class Tombstones {

    public static final String TABLE = "tombstone";

    /** The tuples' fields. */
    public static final List<String> COLUMNS = List.of("guild_id", "user_id", "forgotten_at");

    private static final String SELECT = "select guild_id, user_id, forgotten_at from %s.tombstone";
    private static final String STATE =
            "select count(*), max(forgotten_at)::text from %s.tombstone";
    private static final String THERE = "select to_regclass(?) is not null";
    private static final String NEWER =
            "create temporary table newer (guild_id bigint, user_id bigint, forgotten_at timestamptz) on commit drop";
    private static final String MERGE =
            """
            insert into %s.tombstone as known (guild_id, user_id, forgotten_at)
            select guild_id, user_id, max(forgotten_at) from newer group by guild_id, user_id
            on conflict (guild_id, user_id) do update set forgotten_at = excluded.forgotten_at
            where known.forgotten_at < excluded.forgotten_at
            """;

    private static final int GUILD = 0;
    private static final int USER = 1;
    private static final int AT = 2;

    private Tombstones() {}

    private record Person(long guild, long user) {}

    /** Those of both, by schema; of one person in one guild the later. */
    public static Map<String, List<byte[]>> latest(
            Map<String, List<byte[]>> one, Map<String, List<byte[]>> other) {
        var all = new TreeMap<String, List<byte[]>>();
        for (var schemas : List.of(one, other)) {
            schemas.forEach((schema, tuples) ->
                    all.computeIfAbsent(schema, _ -> new ArrayList<>()).addAll(tuples));
        }
        all.replaceAll((_, tuples) -> latest(tuples));
        return all;
    }

    /** Those of both; of one person in one guild the later. */
    public static List<byte[]> latest(List<byte[]> one, List<byte[]> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return latest(all);
    }

    private static List<byte[]> latest(List<byte[]> tuples) {
        var byPerson = new LinkedHashMap<Person, byte[]>();
        for (var tuple : tuples) {
            var person = new Person(Tuples.bigint(tuple, 0, GUILD), Tuples.bigint(tuple, 0, USER));
            byPerson.merge(person, tuple, Tombstones::later);
        }
        return List.copyOf(byPerson.values());
    }

    /** The time is in microseconds since 2000. */
    private static byte[] later(byte[] one, byte[] other) {
        return Tuples.bigint(one, 0, AT) >= Tuples.bigint(other, 0, AT) ? one : other;
    }

    /**
     * How many a schema has and when the last was forgotten, in words; empty where it has none. So
     * whoever keeps them elsewhere need not read all to know that they are the same.
     */
    static String state(Connection connection, String schema) throws SQLException {
        var quoted = Identifiers.quote(schema);
        if (!isThere(connection, quoted)) {
            return "";
        }
        try (var statement = connection.prepareStatement(STATE.formatted(quoted));
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1) == 0 ? "" : row.getLong(1) + " until " + row.getString(2);
        }
    }

    private static boolean isThere(Connection connection, String quoted) throws SQLException {
        try (var statement = connection.prepareStatement(THERE)) {
            statement.setString(1, quoted + "." + TABLE);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Reads a schema's, a tuple each; none where it has no such table. */
    static List<byte[]> read(Connection connection, String schema) throws SQLException {
        var quoted = Identifiers.quote(schema);
        if (!isThere(connection, quoted)) {
            return List.of();
        }
        var tuples = new ArrayList<byte[]>();
        CopyOut.read(
                connection,
                SELECT.formatted(quoted),
                (bytes, at) -> tuples.add(Arrays.copyOfRange(bytes, at, bytes.length)));
        return tuples;
    }

    /**
     * Adds those that a schema lacks, in the connection's transaction; the later time counts.
     *
     * @param tuples runs of whole ones
     * @return how many were added or changed
     */
    public static int merge(Connection transaction, String schema, List<byte[]> tuples)
            throws SQLException {
        try (var statement = transaction.createStatement()) {
            statement.execute(NEWER);
            try (var copy = CopyIn.begin(transaction, "pg_temp.newer", COLUMNS)) {
                for (var run : tuples) {
                    copy.write(run, 0, run.length);
                }
                copy.end();
            }
            var changed = statement.executeUpdate(MERGE.formatted(Identifiers.quote(schema)));
            statement.execute("drop table newer");
            return changed;
        }
    }
}
