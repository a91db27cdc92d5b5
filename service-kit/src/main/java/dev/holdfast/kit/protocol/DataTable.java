package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One table of a service's data map: whose rows it holds and what a restore of one guild does.
 *
 * @param feature the feature that owns it
 * @param guildColumn which column is the guild; {@code null}: the table holds no guild's data
 * @param userColumn which column is the user; {@code null}: it names nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataTable(
        String feature,
        String table,
        @Nullable String guildColumn,
        @Nullable String userColumn,
        OnRestore onRestore) {

    /** What a restore of one guild does with the table's rows. */
    public enum OnRestore {
        /** The snapshot's rows take the place of today's. */
        REPLACE,
        /** New transfers lead back to the snapshot's balances; nothing is overwritten. */
        COMPENSATE,
        /** Left as it is. */
        NEVER
    }
}
