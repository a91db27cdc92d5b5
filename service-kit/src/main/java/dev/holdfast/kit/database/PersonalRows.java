package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Exports, finds and deletes a person's rows in the unit's guild, by the columns that the data map
 * names.
 */
public final class PersonalRows {

    /** Rows of one table that an export has at most. */
    public static final int MOST = 20_000;

    static final Pattern NAME = Pattern.compile("[a-z_]{1,60}");
    private static final String EXPORT =
            """
            select to_jsonb(kept) from <table> kept
            where guild_id = app_guild() and <user> = :user
            order by <written> desc limit :most
            """;

    /** Of a table, whether rows were written until then that name the user in a column. */
    static final String KEPT =
            """
            select exists (
                select from <table> where guild_id = app_guild() and <user> = :user and <written> <= :before)
            """;

    private static final String FORGET =
            """
            delete from <table> where guild_id = app_guild() and <user> = :user and <written> <= :before
            """;

    private PersonalRows() {}

    /** By table, rows as JSON objects, the newest first, at most {@link #MOST}. */
    public static Map<String, List<String>> export(
            List<DataTable> tables, UserId user, UnitOfWork work) {
        var kept = new LinkedHashMap<String, List<String>>();
        for (var table : tables) {
            if (table.userColumn() != null) {
                var rows =
                        of(work.handle().createQuery(EXPORT), table, user)
                                .bind("most", MOST)
                                .mapTo(String.class)
                                .list();
                kept.put(table.table(), rows);
            }
        }
        return kept;
    }

    /** Whether there are any that were written until then. */
    public static boolean areKept(
            List<DataTable> tables, UserId user, Instant before, UnitOfWork work) {
        return tables.stream()
                .filter(table -> table.userColumn() != null)
                .anyMatch(table ->
                        of(work.handle().createQuery(KEPT), table, user)
                                .bind("before", before)
                                .mapTo(Boolean.class)
                                .one());
    }

    /** Deletes those that were written until then; how many. */
    public static int forget(List<DataTable> tables, UserId user, Instant before, UnitOfWork work) {
        var forgotten = 0;
        for (var table : tables) {
            if (table.userColumn() != null) {
                forgotten +=
                        of(work.handle().createUpdate(FORGET), table, user)
                                .bind("before", before)
                                .execute();
            }
        }
        work.wrote(forgotten);
        return forgotten;
    }

    private static <S extends SqlStatement<S>> S of(S statement, DataTable table, UserId user) {
        return statement
                .define("table", name(table, table.table()))
                .define("user", name(table, table.userColumn()))
                .define("written", name(table, table.writtenColumn()))
                .bind("user", user.value());
    }

    private static String name(DataTable table, @Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    "%s names people: say its userColumn and writtenColumn, or override export, keeps and forget"
                            .formatted(table.table()));
        }
        return name;
    }
}
