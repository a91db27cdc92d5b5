package dev.holdfast.backup.restore;

import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.TableShape;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of which a restore of a guild brings rows back: as it is today, and in the snapshot.
 *
 * @param columns that both have; the primary key is among them
 * @param undone when the snapshot was taken whose restore is undone; {@code null}: none is
 */
record RestoredTable(
        TableShape today,
        TableContent content,
        List<SharedColumn> columns,
        @Nullable Instant undone) {

    private static final String KIT = "kit";
    private static final String FEATURE = "feature";

    RestoredTable {
        columns = List.copyOf(columns);
    }

    DataTable map() {
        return Objects.requireNonNull(today.map());
    }

    OnRestore onRestore() {
        return map().onRestore();
    }

    String guildColumn() {
        return Objects.requireNonNull(map().guildColumn());
    }

    boolean has(String column) {
        return columns.stream().anyMatch(it -> it.name().equals(column));
    }

    /** Whether each row says which feature it is of: the kit's own tables. */
    boolean namesFeatures() {
        return map().feature().equals(KIT) && has(FEATURE);
    }

    /** How many rows of a guild the snapshot has. */
    long rows(long guild) {
        return content.guildRows().getOrDefault(guild, 0L);
    }
}
