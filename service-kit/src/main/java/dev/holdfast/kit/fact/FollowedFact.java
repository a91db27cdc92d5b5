package dev.holdfast.kit.fact;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.FactValue;
import java.util.List;

/**
 * A bean that has a fact of another service kept up to date in a table of this one, in the guilds
 * that {@link FactFollower#follow} named. The table is the feature's, of this shape; a row of user
 * 0 is the guild's cursor, {@code as_of} the data map's {@code writtenColumn}:
 *
 * <pre>{@code
 * create table ... (
 *     guild_id bigint not null, user_id bigint not null,
 *     value bigint, as_of timestamptz not null, cursor text,
 *     primary key (guild_id, user_id));
 * }</pre>
 */
public interface FollowedFact {

    /** The fact's name, such as {@code balance}. */
    String fact();

    /** The table's name; of one fact only. */
    String table();

    /**
     * What follows from values that are other than they were, in the unit of work that keeps them
     * and the cursor.
     */
    default void changed(List<FactValue> values, UnitOfWork work) {}
}
