package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One table of a service's data map: whose rows it holds and what a restore of one guild does.
 *
 * @param feature the feature that owns it
 * @param guildColumn which column is the guild; {@code null}: the table holds no guild's data
 * @param userColumn which column is the user; {@code null}: it names nobody
 * @param writtenColumn which column says when a row was written last: what is older than a person's
 *     tombstone is forgotten; {@code null}: it names nobody, or its feature knows
 * @param order how many tables one behind the other its foreign keys lead to: what has a smaller
 *     one is written first; {@code null}: not looked up
 * @param shape a hash of its columns and keys as the database has them; {@code null}: not looked up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataTable(
        String feature,
        String table,
        @Nullable String guildColumn,
        @Nullable String userColumn,
        OnRestore onRestore,
        @Nullable String writtenColumn,
        @Nullable Integer order,
        @Nullable String shape) {

    public DataTable(
            String feature,
            String table,
            @Nullable String guildColumn,
            @Nullable String userColumn,
            OnRestore onRestore) {
        this(feature, table, guildColumn, userColumn, onRestore, null);
    }

    public DataTable(
            String feature,
            String table,
            @Nullable String guildColumn,
            @Nullable String userColumn,
            OnRestore onRestore,
            @Nullable String writtenColumn) {
        this(feature, table, guildColumn, userColumn, onRestore, writtenColumn, null, null);
    }

    /** The same with what the database says of it. */
    public DataTable in(int otherOrder, String otherShape) {
        return new DataTable(
                feature,
                table,
                guildColumn,
                userColumn,
                onRestore,
                writtenColumn,
                otherOrder,
                otherShape);
    }

    /** What a restore of one guild does with the table's rows. */
    public enum OnRestore {
        /** The snapshot's rows take the place of today's. */
        REPLACE,
        /**
         * Missing rows come back, and those of today stay. Needs a primary key that begins with the
         * guild and a column that says when a row was written.
         */
        MERGE,
        /** New transfers lead back to the snapshot's balances; nothing is overwritten. */
        COMPENSATE,
        /** Left as it is. */
        NEVER
    }
}
