package dev.holdfast.backup.restore;

import dev.holdfast.backup.postgres.Identifiers;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.util.Objects;

/**
 * Which of today's rows give way to the snapshot's, as SQL conditions on {@code t} (today) and
 * {@code s} (snapshot). All of them do, unless the table is merged.
 */
final class MergeRule {

    private MergeRule() {}

    /**
     * Which rows go that the snapshot does not have. A merged one stays, unless a restore is undone
     * and the row is one that came back.
     */
    static String goes(RestoredTable table) {
        if (table.onRestore() != OnRestore.MERGE) {
            return "true";
        }
        return table.undone() == null
                ? "false"
                : "t.%s <= %s".formatted(written(table), undone(table));
    }

    /** Which rows the snapshot's take the place of: those that were not written later. */
    static String loses(RestoredTable table) {
        if (table.onRestore() != OnRestore.MERGE) {
            return "true";
        }
        return table.undone() == null
                ? "t.%1$s <= s.%1$s".formatted(written(table))
                : "t.%1$s <= greatest(s.%1$s, %2$s)".formatted(written(table), undone(table));
    }

    private static String written(RestoredTable table) {
        return Identifiers.quote(Objects.requireNonNull(table.map().writtenColumn()));
    }

    /** What the undone restore wrote was written before its snapshot; what members did, after. */
    private static String undone(RestoredTable table) {
        return "'%s'::timestamptz".formatted(table.undone());
    }
}
