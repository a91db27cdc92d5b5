package dev.holdfast.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who was forgotten, as tuples of a schema's table of tombstones; so they get from one database, or
 * snapshot, into another.
 */
public final class Tombstones {

    public static final String TABLE = "tombstone";

    /** The tuples' fields. */
    public static final List<String> COLUMNS = List.of("guild_id", "user_id", "forgotten_at");

    private static final String SELECT = "select guild_id, user_id, forgotten_at from %s.tombstone";
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

    private Tombstones() {}

    /** Reads a schema's, a tuple each; none where it has no such table. */
    static List<byte[]> read(Connection connection, String schema) throws SQLException {
        var quoted = Identifiers.quote(schema);
        try (var statement = connection.prepareStatement(THERE)) {
            statement.setString(1, quoted + "." + TABLE);
            try (var row = statement.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    return List.of();
                }
            }
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
