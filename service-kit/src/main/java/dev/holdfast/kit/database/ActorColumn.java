package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A column that names who did something to a row, such as the moderator who decided. The row is
 * about somebody or something else: it stays when they are forgotten, with 0 in their place.
 *
 * @param written the column that says when they did it, or when the row was written last
 */
public record ActorColumn(String table, String column, String written) {

    private static final String EXPORT =
            """
            select jsonb_build_object('at', <written>) from <table>
            where guild_id = app_guild() and <user> = :user
            order by <written> desc limit :most
            """;

    /** An admin's rules may have written a million lines in their name. */
    private static final String ALLOW = "select set_config('statement_timeout', '60s', true)";

    private static final String FORGET =
            """
            update <table> set <user> = 0
            where guild_id = app_guild() and <user> = :user and <written> <= :before
            """;

    public ActorColumn {
        for (var name : List.of(table, column, written)) {
            if (!PersonalRows.NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a name: " + name);
            }
        }
    }

    /**
     * By {@code table.column}, when the person did something in the unit's guild; the newest first,
     * at most {@link PersonalRows#MOST}. Whom they did it to is not theirs to read.
     */
    public static Map<String, List<String>> export(
            List<ActorColumn> columns, UserId user, UnitOfWork work) {
        var kept = new LinkedHashMap<String, List<String>>();
        for (var each : columns) {
            var rows =
                    each.of(work.handle().createQuery(EXPORT), user)
                            .bind("most", PersonalRows.MOST)
                            .mapTo(String.class)
                            .list();
            kept.put(each.toString(), rows);
        }
        return kept;
    }

    /** Whether the person is named for what they did until then. */
    public static boolean areKept(
            List<ActorColumn> columns, UserId user, Instant before, UnitOfWork work) {
        return columns.stream()
                .anyMatch(each ->
                        each.of(work.handle().createQuery(PersonalRows.KEPT), user)
                                .bind("before", before)
                                .mapTo(Boolean.class)
                                .one());
    }

    /** Nobody can tell any more that they did what they did until then; in how many rows. */
    public static int forget(
            List<ActorColumn> columns, UserId user, Instant before, UnitOfWork work) {
        if (columns.isEmpty()) {
            return 0;
        }
        work.handle().createQuery(ALLOW).mapTo(String.class).one();
        var forgotten = 0;
        for (var each : columns) {
            forgotten +=
                    each.of(work.handle().createUpdate(FORGET), user)
                            .bind("before", before)
                            .execute();
        }
        work.wrote(forgotten);
        return forgotten;
    }

    private <S extends SqlStatement<S>> S of(S statement, UserId user) {
        return statement
                .define("table", table)
                .define("user", column)
                .define("written", written)
                .bind("user", user.value());
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
