package dev.holdfast.backup.restore;

import dev.holdfast.backup.archive.Column;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.ColumnShape;
import dev.holdfast.backup.postgres.TableShape;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a snapshot's tables and columns are which of today's, by their names.
 *
 * @param tables those of which a restore of a guild brings rows back
 * @param lost what the snapshot has and today's schemas have not
 * @param added what the snapshot has not
 */
record SchemaMapping(List<RestoredTable> tables, List<String> lost, List<String> added) {

    SchemaMapping {
        tables = List.copyOf(tables);
        lost = List.copyOf(lost);
        added = List.copyOf(added);
    }

    /**
     * Compares them.
     *
     * @param undone when the snapshot was taken whose restore is undone; {@code null}: none is
     */
    static SchemaMapping of(
            SnapshotManifest manifest, List<TableShape> today, @Nullable Instant undone) {
        Map<String, TableContent> contents =
                manifest.tables().stream()
                        .collect(Collectors.toMap(TableContent::qualified, Function.identity()));
        var tables = new ArrayList<RestoredTable>();
        var lost = new ArrayList<String>();
        var added = new ArrayList<String>();
        var gone = new HashMap<>(contents);
        for (var shape : today) {
            gone.remove(shape.name());
            var content = contents.get(shape.name());
            if (content != null && isRestored(shape)) {
                var columns = shared(shape, content, lost, added);
                var table = new RestoredTable(shape, content, columns, undone);
                if (shape.primaryKey().stream().allMatch(table::has)) {
                    tables.add(table);
                } else {
                    lost.add(shape.name());
                }
            }
        }
        gone.values().stream()
                .filter(content -> !content.guildRows().isEmpty())
                .map(TableContent::qualified)
                .forEach(lost::add);
        return new SchemaMapping(
                tables, lost.stream().sorted().toList(), added.stream().sorted().toList());
    }

    /** Whose rows come back at all. */
    static boolean isRestored(TableShape shape) {
        var map = shape.map();
        return map != null
                && map.guildColumn() != null
                && map.onRestore() != OnRestore.NEVER
                && !shape.primaryKey().isEmpty();
    }

    private static List<SharedColumn> shared(
            TableShape shape, TableContent content, List<String> lost, List<String> added) {
        var now =
                shape.copied().stream()
                        .collect(Collectors.toMap(ColumnShape::name, Function.identity()));
        var shared = new ArrayList<SharedColumn>();
        for (var column : content.columns()) {
            var same = now.remove(column.name());
            if (same == null) {
                lost.add(shape.name() + "." + column.name());
            } else {
                shared.add(shared(column, same));
            }
        }
        now.keySet().forEach(name -> added.add(shape.name() + "." + name));
        return shared;
    }

    private static SharedColumn shared(Column then, ColumnShape now) {
        return new SharedColumn(then.name(), then.type(), now.type(), now.identity());
    }
}
