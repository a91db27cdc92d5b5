package dev.holdfast.backup.postgres;

import dev.holdfast.kit.protocol.DataTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table as PostgreSQL's catalogue and the service's data map describe it.
 *
 * @param map what its service says of it; {@code null}: it is not in the data map
 * @param primaryKey its columns in the key's order; empty: there is none
 * @param appendOnly its service may neither change nor delete a row, and the key ends in an
 *     identity: rows stay where they were written
 * @param estimatedRows as of its last analysis; 0: unknown
 * @param bytes on disk, without indexes
 * @param blocks of its main file; 0 for a partitioned table, whose partitions have them
 */
public record TableShape(
        String schema,
        String table,
        List<ColumnShape> columns,
        @Nullable DataTable map,
        List<String> primaryKey,
        boolean appendOnly,
        long estimatedRows,
        long bytes,
        long blocks) {

    public TableShape {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** {@code schema.table}, as manifests name it. */
    public String name() {
        return schema + "." + table;
    }

    /** Quoted for SQL. */
    public String quoted() {
        return Identifiers.quote(schema) + "." + Identifiers.quote(table);
    }

    /** The columns that a tuple holds, in its order: all but the generated ones. */
    public List<ColumnShape> copied() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    /** The same, quoted and with commas between. */
    public String columnList() {
        return copied().stream()
                .map(column -> Identifiers.quote(column.name()))
                .collect(Collectors.joining(", "));
    }

    public @Nullable String guildColumn() {
        return map == null ? null : map.guildColumn();
    }

    /** Where a tuple holds the guild, counted from 0; -1: the table holds no guild's data. */
    public int guildField() {
        var guild = guildColumn();
        return guild == null ? -1 : field(guild);
    }

    /** Where a tuple of a table that only grows holds its number; -1: nowhere. */
    public int numberField() {
        return appendOnly ? field(primaryKey.getLast()) : -1;
    }

    private int field(String name) {
        return copied().stream().map(ColumnShape::name).toList().indexOf(name);
    }

    /** In the order of the guild and the key; without either, as the rows lie. */
    String order() {
        var guild = guildColumn();
        var columns = new LinkedHashSet<>(guild == null ? List.of() : List.of(guild));
        columns.addAll(primaryKey);
        return columns.isEmpty()
                ? ""
                : columns.stream()
                        .map(Identifiers::quote)
                        .collect(Collectors.joining(", ", " order by ", ""));
    }
}
