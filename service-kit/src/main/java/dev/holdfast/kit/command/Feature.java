package dev.holdfast.kit.command;

import dev.holdfast.kit.database.ActorColumn;
import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One feature of a service: its tables, its personal data, and how it exports and forgets a person.
 */
public interface Feature {

    /** Its folder's name under java, db/migration, test and text. */
    String name();

    /** Every table that it owns. */
    List<DataTable> tables();

    /** Columns of its tables that name who did something, besides those that the rows are about. */
    default List<ActorColumn> actors() {
        return List.of();
    }

    /**
     * All that it keeps of the person in the unit's guild.
     *
     * @return by table, rows as JSON objects, the newest first, at most {@link PersonalRows#MOST};
     *     unless said otherwise, those that have the person in their {@code userColumn}, and by
     *     column of {@link #actors} when they did something
     */
    default Map<String, List<String>> export(UserId user, UnitOfWork work) {
        var kept = new LinkedHashMap<>(PersonalRows.export(tables(), user, work));
        kept.putAll(ActorColumn.export(actors(), user, work));
        return kept;
    }

    /**
     * Whether it keeps rows of the person in the unit's guild that {@link #forget} would remove, as
     * the hourly sweep asks before it writes. Rows that only name the person may be left out.
     *
     * @param before what was written later does not count
     * @return unless said otherwise, whether rows have the person in their {@code userColumn}, or
     *     in a column of {@link #actors}
     */
    default boolean keeps(UserId user, Instant before, UnitOfWork work) {
        return PersonalRows.areKept(tables(), user, before, work)
                || ActorColumn.areKept(actors(), user, before, work);
    }

    /**
     * Removes what it knows of the person in the unit's guild. Doing it again changes nothing.
     *
     * @param before what was written later stays: the person came back
     * @return how many rows that were; unless said otherwise, those that have the person in their
     *     {@code userColumn}, and those that have them in a column of {@link #actors}
     */
    default int forget(UserId user, Instant before, UnitOfWork work) {
        return PersonalRows.forget(tables(), user, before, work)
                + ActorColumn.forget(actors(), user, before, work);
    }

    /** Tables whose rows stay when all of a guild is forgotten, because they are about that. */
    default Set<String> outlivesGuild() {
        return Set.of();
    }
}
