package dev.holdfast.kit.testing;

import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.util.ArrayList;
import java.util.List;

/**
 * What tables lack that a restore brings back: it tells rows apart by key, merges by age, and has
 * coins moved by a function of their owner.
 */
final class RestoredTables {

    private static final String KEY =
            """
            select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
            where indrelid = '%s'::regclass and indisprimary
            """;
    private static final String WRITTEN =
            "select count(*) from pg_attribute where attrelid = '%s'::regclass and attname = '%s' and not attisdropped";

    private static final String COMPENSATES =
            """
            select count(*) from pg_proc
            where pronamespace = current_schema()::regnamespace and proname = '%s'
              and pg_get_function_identity_arguments(oid) = 'preview boolean'
            """;

    private RestoredTables() {}

    static List<String> faults(List<DataTable> tables, Admin admin) {
        var faults = new ArrayList<String>();
        for (var table : tables) {
            if (table.onRestore() != OnRestore.NEVER) {
                key(table, admin, faults);
            }
            if (table.onRestore() == OnRestore.MERGE) {
                age(table, admin, faults);
            }
            if (table.onRestore() == OnRestore.COMPENSATE) {
                function(table, admin, faults);
            }
        }
        return faults;
    }

    private static void key(DataTable table, Admin admin, List<String> faults) {
        var key = admin.list(KEY.formatted(table.table()), String.class);
        if (table.guildColumn() == null || !key.equals(List.of(table.guildColumn()))) {
            faults.add(table.table() + " has no primary key that begins with its guildColumn");
        }
    }

    private static void age(DataTable table, Admin admin, List<String> faults) {
        var written = WRITTEN.formatted(table.table(), table.writtenColumn());
        if (table.writtenColumn() == null || admin.count(written) == 0) {
            faults.add(table.table() + " has no writtenColumn");
        }
    }

    private static void function(DataTable table, Admin admin, List<String> faults) {
        var name = "compensate_" + table.feature();
        if (admin.count(COMPENSATES.formatted(name)) == 0) {
            faults.add("%s has no function %s(preview boolean)".formatted(table.table(), name));
        }
    }
}
