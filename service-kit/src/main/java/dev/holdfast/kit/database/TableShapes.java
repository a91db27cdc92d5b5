package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Adds to the data map what a restore needs: the order in which foreign keys allow tables to be
 * written, and a hash of each table's columns and keys.
 */
@Singleton
public final class TableShapes {

    private static final String SHAPES =
            """
            select c.relname as name, md5(
                (select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
                        a.attnotnull, a.attidentity, a.attgenerated), ', ' order by a.attnum)
                    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
                || coalesce((select string_agg(pg_get_constraintdef(k.oid), ', ' order by pg_get_constraintdef(k.oid))
                    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f')), '')) as shape
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            """;
    private static final String REFERENCES =
            """
            select c.relname as name, t.relname as target
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
            where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and c.oid <> t.oid
              and not c.relispartition and not t.relispartition
            """;

    private final Database database;

    TableShapes(Database database) {
        this.database = database;
    }

    private record Reference(String name, String target) {}

    /** The tables with their place in the order of foreign keys and the hash of their columns. */
    public List<DataTable> described(List<DataTable> tables) {
        return database.ask(handle -> {
            var shapes = shapes(handle);
            var targets = targets(handle);
            return tables.stream()
                    .map(table ->
                            table.in(
                                    depth(table.table(), targets, Set.of()),
                                    shapes.getOrDefault(table.table(), "")))
                    .toList();
        });
    }

    private static Map<String, String> shapes(Handle handle) {
        var shapes = new HashMap<String, String>();
        handle.createQuery(SHAPES)
                .map((row, _) -> Map.entry(row.getString("name"), row.getString("shape")))
                .forEach(shape -> shapes.put(shape.getKey(), shape.getValue()));
        return shapes;
    }

    private static Map<String, List<String>> targets(Handle handle) {
        return handle
                .createQuery(REFERENCES)
                .map((row, _) -> new Reference(row.getString("name"), row.getString("target")))
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Reference::name,
                                HashMap::new,
                                Collectors.mapping(Reference::target, Collectors.toList())));
    }

    /** How many tables one behind the other it refers to; in a circle, those before it closes. */
    private static int depth(String table, Map<String, List<String>> targets, Set<String> above) {
        var path = new HashSet<>(above);
        if (!path.add(table)) {
            return 0;
        }
        return targets.getOrDefault(table, List.of()).stream()
                .mapToInt(target -> 1 + depth(target, targets, path))
                .max()
                .orElse(0);
    }
}
