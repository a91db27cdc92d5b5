package dev.holdfast.backup.detection;

import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What the schemas' triggers recorded and what their operations did, read by the role that may only
 * read. Looks at no table whose rows are recorded. For one thread.
 */
final class RecordStore implements AutoCloseable {

    /** At most so many records are read at once. */
    static final int PAGE = 5_000;

    private static final String ROLE = "holdfast_backup";

    private static final String SCHEMAS =
            """
            select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relname = 'data_map' and c.relkind = 'r'
              and exists (
                select from pg_class r join pg_attribute a on a.attrelid = r.oid
                where r.relnamespace = c.relnamespace and r.relname = 'unattributed_change'
                  and a.attname = 'affected_guild' and not a.attisdropped)
            order by n.nspname
            """;

    /** No name stands in a statement's text. */
    private static final String LOOK_IN =
            "select set_config('search_path', quote_ident(:schema), false)";

    private static final String LAST_DRAWN =
            """
            select coalesce(pg_sequence_last_value(pg_get_serial_sequence('unattributed_change', 'change_id')), 0)
            """;
    private static final String RECORDS =
            """
            select c.change_id, c.at, c.target, c.change, c.affected_guild, c.row_count, c.role, c.statement,
                coalesce(m.feature, 'kit') as feature, coalesce(lower(m.on_restore) <> 'never', false) as restorable
            from unattributed_change c left join data_map m on m.table_name = c.target
            where c.change_id > :last or c.change_id = any (:gaps)
            order by c.change_id
            limit :page
            """;

    /** The days that keys carry name the partitions. */
    private static final String OPERATIONS =
            """
            select command, user_id, began_at from operation
            where guild_id = :guild and began_at between :from and :until and user_id <> 0 and slot in (
                select (day::date - date '2015-01-01') % 10
                from generate_series(:firstDay::date - 1, :lastDay::date + 1, interval '1 day') day)
            order by began_at desc
            limit :most
            """;

    /** PostgreSQL itself writes the names into the statement that is executed next. */
    private static final String NEWEST =
            """
            select format('select max(%I) from %I where %I = :guild', written_column, table_name, guild_column)
            from data_map where table_name = :table and written_column is not null and guild_column is not null
            """;

    private final Handle handle;

    private RecordStore(Handle handle) {
        this.handle = handle;
    }

    /** What somebody had the bot do. */
    record Operation(String command, UserId user, Instant at) {}

    /**
     * Connects.
     *
     * @throws Unavailable when PostgreSQL is away
     */
    static RecordStore open(Connections connections) {
        try {
            return new RecordStore(Jdbi.open(connections.open(ROLE)));
        } catch (SQLException e) {
            throw new Unavailable("PostgreSQL did not let the reader in", e);
        }
    }

    /** The schemas that record. */
    List<String> schemas() {
        return handle.createQuery(SCHEMAS).mapTo(String.class).list();
    }

    /** The last number that was drawn; lower than one before it where they began anew. */
    long lastDrawn(String schema) {
        lookIn(schema);
        return handle.createQuery(LAST_DRAWN).mapTo(Long.class).one();
    }

    /** The records that are not read yet, by their numbers, at most {@link #PAGE}. */
    List<Change> after(String schema, ReadPosition position) {
        lookIn(schema);
        return handle.createQuery(RECORDS)
                .bind("last", position.last())
                .bindArray("gaps", Long.class, position.gaps())
                .bind("page", PAGE)
                .map((row, _) -> change(schema, row))
                .list();
    }

    /** What people had the bot do in a guild between two moments, the newest first. */
    List<Operation> operations(
            String schema, GuildId guild, Instant from, Instant until, int most) {
        lookIn(schema);
        return handle.createQuery(OPERATIONS)
                .bind("guild", guild.value())
                .bind("from", from)
                .bind("until", until)
                .bind("firstDay", from.atOffset(ZoneOffset.UTC).toLocalDate())
                .bind("lastDay", until.atOffset(ZoneOffset.UTC).toLocalDate())
                .bind("most", most)
                .map((row, _) ->
                        new Operation(
                                row.getString("command"),
                                new UserId(row.getLong("user_id")),
                                instant(row, "began_at")))
                .list();
    }

    /** When the newest row was written that the guild still has there; empty: it is not known. */
    Optional<Instant> newestRow(String schema, String table, GuildId guild) {
        lookIn(schema);
        return handle.createQuery(NEWEST).bind("table", table).mapTo(String.class).list().stream()
                .flatMap(sql ->
                        handle
                                .createQuery(sql)
                                .bind("guild", guild.value())
                                .mapTo(Instant.class)
                                .findOne()
                                .stream())
                .findFirst();
    }

    private void lookIn(String schema) {
        handle.createQuery(LOOK_IN).bind("schema", schema).mapTo(String.class).one();
    }

    private static Change change(String schema, ResultSet row) throws SQLException {
        var guild = row.getObject("affected_guild", Long.class);
        return new Change(
                schema,
                row.getLong("change_id"),
                instant(row, "at"),
                row.getString("feature"),
                row.getBoolean("restorable"),
                row.getString("target"),
                kind(row.getString("change")),
                guild == null ? null : new GuildId(guild),
                row.getLong("row_count"),
                row.getString("role"),
                row.getString("statement"));
    }

    /** Of an earlier build's record it is not known. */
    private static Change.@Nullable Kind kind(@Nullable String word) {
        return word == null ? null : Change.Kind.valueOf(word);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public void close() {
        handle.close();
    }
}
