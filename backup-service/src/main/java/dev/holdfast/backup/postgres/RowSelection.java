package dev.holdfast.backup.postgres;

/** Which rows of a table are read, and in which order. */
public sealed interface RowSelection {

    /** All, in the order of guild and key. */
    record All() implements RowSelection {}

    /** One guild's, in the order of the key. */
    record OfGuild(long guild) implements RowSelection {}

    /**
     * Those that lie in some blocks, in the order in which they lie there.
     *
     * @param from the first block
     * @param to the one behind the last
     */
    record Blocks(long from, long to) implements RowSelection {}

    /** The query for the rows. */
    default String select(TableShape table) {
        return "select %s from %s%s%s"
                .formatted(table.columnList(), table.quoted(), where(table), order(table));
    }

    /** The query for the least number of the rows of a table that only grows. */
    default String leastNumber(TableShape table) {
        return "select min(%s) from %s%s"
                .formatted(
                        Identifiers.quote(table.primaryKey().getLast()),
                        table.quoted(),
                        where(table));
    }

    /** The query for each guild's number of rows. */
    default String count(TableShape table) {
        var guild = table.guildColumn();
        return guild == null
                ? "select 0, count(*) from %s%s".formatted(table.quoted(), where(table))
                : "select %1$s, count(*) from %2$s%3$s group by %1$s"
                        .formatted(Identifiers.quote(guild), table.quoted(), where(table));
    }

    private String order(TableShape table) {
        return switch (this) {
            case All _, OfGuild _ -> table.order();
            case Blocks _ -> "";
        };
    }

    private String where(TableShape table) {
        return switch (this) {
            case All _ -> "";
            case OfGuild(var guild) ->
                    " where %s = %d".formatted(Identifiers.quote(guildOf(table)), guild);
            case Blocks(var from, var to) ->
                    " where ctid >= '(%d,0)'::tid and ctid < '(%d,0)'::tid".formatted(from, to);
        };
    }

    private static String guildOf(TableShape table) {
        var guild = table.guildColumn();
        if (guild == null) {
            throw new IllegalArgumentException(table.name() + " holds no guild's data");
        }
        return guild;
    }
}
