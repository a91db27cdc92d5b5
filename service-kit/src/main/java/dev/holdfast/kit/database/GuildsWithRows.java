package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/** Lists the guilds that have rows, as the worker role may see them. */
@Singleton
public final class GuildsWithRows {

    /** Before every guild, direct messages (0) included. */
    public static final long NONE = -1;

    private static final Pattern TABLE = Pattern.compile("[a-z_]{1,60}");
    private static final String NEXT =
            "select distinct guild_id from <table> where guild_id > :after order by guild_id limit :page";

    private final Database database;

    GuildsWithRows(Database database) {
        this.database = database;
    }

    /**
     * The guilds with rows in a table, in order.
     *
     * @param after leaves out the guilds up to this id; {@link #NONE} for the first page
     * @param page at most so many
     */
    public List<GuildId> in(String table, long after, int page) {
        if (!TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("not a table's name: " + table);
        }
        return database.askAsWorker(handle ->
                handle.createQuery(NEXT)
                        .define("table", table)
                        .bind("after", after)
                        .bind("page", page)
                        .mapTo(Long.class)
                        .map(GuildId::new)
                        .list());
    }
}
