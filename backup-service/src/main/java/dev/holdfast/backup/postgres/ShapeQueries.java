package dev.holdfast.backup.postgres;

import dev.holdfast.kit.protocol.DataTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's catalogue says of the schemas that have a data map. */
final class ShapeQueries {

    private static final String SCHEMAS =
            """
            select n.nspname,
                exists (select from pg_class m where m.relnamespace = n.oid and m.relname = 'migration_history')
            from pg_namespace n join pg_class c on c.relnamespace = n.oid
            where c.relname = 'data_map' and c.relkind = 'r' order by 1
            """;
    private static final String MIGRATION =
            "select version from %s.migration_history where success and version is not null"
                    + " order by version desc limit 1";
    private static final String MAP =
            "select feature, table_name, guild_column, user_column, written_column, on_restore from %s.data_map";
    private static final String TABLES =
            """
            select c.relname, k.columns, coalesce(size.rows, 0), coalesce(size.bytes, 0),
                case when c.relkind = 'r' then pg_relation_size(c.oid) / current_setting('block_size')::int else 0 end,
                c.relkind = 'r' and coalesce(k.ends_in_identity, false)
                    and coalesce(not has_table_privilege(service.oid, c.oid, 'UPDATE, DELETE, TRUNCATE')
                        and not has_any_column_privilege(service.oid, c.oid, 'UPDATE'), false),
                a.names, a.types, a.generated, a.identity
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_roles service on service.rolname = n.nspname
            cross join lateral (
                select array_agg(attname::text order by attnum) as names,
                    array_agg(format_type(atttypid, atttypmod) order by attnum) as types,
                    array_agg(attgenerated <> '' order by attnum) as generated,
                    array_agg(attidentity <> '' order by attnum) as identity
                from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) a
            cross join lateral (
                select sum(greatest(leaf.reltuples, 0))::bigint as rows, sum(pg_table_size(leaf.oid))::bigint as bytes
                from pg_class leaf
                where leaf.oid = c.oid and c.relkind = 'r'
                   or leaf.oid in (select relid from pg_partition_tree(c.oid) where isleaf)) size
            left join lateral (
                select array_agg(key.attname::text order by position.nr) as columns,
                    (array_agg(key.attidentity <> '' and key.atttypid = 'bigint'::regtype order by position.nr desc))[1] as ends_in_identity
                from pg_index i
                cross join unnest(i.indkey) with ordinality as position (attnum, nr)
                join pg_attribute key on key.attrelid = c.oid and key.attnum = position.attnum
                where i.indrelid = c.oid and i.indisprimary) k on true
            where n.nspname = ? and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
            order by 1
            """;
    private static final String SEQUENCES =
            """
            select c.relname from pg_class c
            where c.relnamespace = ?::regnamespace and c.relkind = 'S' order by 1
            """;
    private static final String VALUE = "select last_value, is_called from %s.%s";

    private ShapeQueries() {}

    static List<SchemaState> schemas(Connection connection) throws SQLException {
        var schemas = new ArrayList<SchemaState>();
        try (var statement = connection.prepareStatement(SCHEMAS);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var name = row.getString(1);
                schemas.add(
                        new SchemaState(
                                name, row.getBoolean(2) ? migration(connection, name) : ""));
            }
        }
        return schemas;
    }

    private static String migration(Connection connection, String schema) throws SQLException {
        var query = MIGRATION.formatted(Identifiers.quote(schema));
        try (var statement = connection.prepareStatement(query);
                var row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }

    static List<TableShape> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<TableShape>();
        for (var schema : schemas(connection)) {
            var map = map(connection, schema.name());
            try (var statement = connection.prepareStatement(TABLES)) {
                statement.setString(1, schema.name());
                try (var row = statement.executeQuery()) {
                    while (row.next()) {
                        tables.add(shape(schema.name(), row, map.get(row.getString(1))));
                    }
                }
            }
        }
        return tables;
    }

    private static TableShape shape(String schema, ResultSet row, @Nullable DataTable map)
            throws SQLException {
        var names = texts(row.getArray(7));
        var types = texts(row.getArray(8));
        var generated = (Boolean[]) row.getArray(9).getArray();
        var identity = (Boolean[]) row.getArray(10).getArray();
        var columns = new ArrayList<ColumnShape>();
        for (var at = 0; at < names.size(); at++) {
            columns.add(new ColumnShape(names.get(at), types.get(at), generated[at], identity[at]));
        }
        return new TableShape(
                schema,
                row.getString(1),
                columns,
                map,
                texts(row.getArray(2)),
                row.getBoolean(6),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static Map<String, DataTable> map(Connection connection, String schema)
            throws SQLException {
        var map = new HashMap<String, DataTable>();
        var query = MAP.formatted(Identifiers.quote(schema));
        try (var statement = connection.prepareStatement(query);
                var row = statement.executeQuery()) {
            while (row.next()) {
                var onRestore =
                        DataTable.OnRestore.valueOf(row.getString(6).toUpperCase(Locale.ROOT));
                map.put(
                        row.getString(2),
                        new DataTable(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                onRestore,
                                row.getString(5)));
            }
        }
        return map;
    }

    static List<SequenceState> sequences(Connection connection) throws SQLException {
        var sequences = new ArrayList<SequenceState>();
        for (var schema : schemas(connection)) {
            for (var name : sequenceNames(connection, schema.name())) {
                var query =
                        VALUE.formatted(Identifiers.quote(schema.name()), Identifiers.quote(name));
                try (var statement = connection.prepareStatement(query);
                        var row = statement.executeQuery()) {
                    row.next();
                    sequences.add(
                            new SequenceState(
                                    schema.name(), name, row.getLong(1), row.getBoolean(2)));
                }
            }
        }
        return sequences;
    }

    private static List<String> sequenceNames(Connection connection, String schema)
            throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.prepareStatement(SEQUENCES)) {
            statement.setString(1, Identifiers.quote(schema));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }
}
