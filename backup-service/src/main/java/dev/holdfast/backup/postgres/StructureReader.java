package dev.holdfast.backup.postgres;

import dev.holdfast.backup.postgres.Structure.Collation;
import dev.holdfast.backup.postgres.Structure.Phase;
import dev.holdfast.backup.postgres.Structure.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@link Structure} of some schemas from PostgreSQL's own catalogs, 15 to 18. */
public final class StructureReader {

    private static final int FIRST_WITH_LOCALE = 17;

    private static final String LOCALE =
            "select datlocprovider, coalesce(%s, ''), datcollate, datctype from pg_database where datname = current_database()";

    private final Connection connection;
    private final String[] schemas;

    private StructureReader(Connection connection, Collection<String> schemas) {
        this.connection = connection;
        this.schemas = schemas.toArray(String[]::new);
    }

    /**
     * Reads it as the connection's transaction sees it. Leaves {@code search_path} empty.
     *
     * @throws UnsupportedStructure when they hold what cannot be made anew
     */
    public static Structure read(Connection connection, Collection<String> schemas)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            // So that PostgreSQL writes every name out, and compiles nothing to ask a catalog.
            statement.execute("set search_path = ''; set jit = off");
        }
        return new StructureReader(connection, schemas).read();
    }

    private Structure read() throws SQLException {
        var unsupported = new ArrayList<String>();
        query(UnsupportedQuery.SQL, row -> unsupported.add(row.getString(1)));
        if (!unsupported.isEmpty()) {
            throw new UnsupportedStructure(unsupported);
        }
        var steps = new ArrayList<Step>();
        add(steps, Phase.ROLES, RoleQueries.ROLES);
        add(steps, Phase.BEFORE_DATA, ObjectQueries.EXTENSIONS, ObjectQueries.SCHEMAS);
        steps.addAll(ordered());
        add(steps, Phase.BEFORE_DATA, ObjectQueries.FUNCTION_OWNERS);
        add(steps, Phase.BEFORE_DATA, TableQueries.PARTITIONS, TableQueries.COLUMNS);
        add(steps, Phase.INDEXES, TableQueries.KEYS, TableQueries.INDEXES);
        add(steps, Phase.INDEXES, TableQueries.INDEX_PARTITIONS, TableQueries.STATISTICS);
        add(steps, Phase.FOREIGN_KEYS, TableQueries.FOREIGN_KEYS);
        add(steps, Phase.AFTER_DATA, TableQueries.LATE_CHECKS, TableQueries.REPLICA_IDENTITIES);
        add(steps, Phase.AFTER_DATA, TableQueries.OWNED_SEQUENCES, TableQueries.TRIGGERS);
        add(steps, Phase.AFTER_DATA, AccessQueries.POLICIES, AccessQueries.GRANTS);
        add(steps, Phase.AFTER_DATA, AccessQueries.COLUMN_GRANTS, AccessQueries.DEFAULTS);
        add(steps, Phase.MAINTAINERS, AccessQueries.MAINTAINERS);
        add(steps, Phase.AFTER_DATA, TableQueries.COMMENTS, AccessQueries.ROW_SECURITY);
        add(steps, Phase.DATABASE, RoleQueries.DATABASE);
        return new Structure(Structure.FORMAT, collation(), steps);
    }

    private Collation collation() throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        var locale = version >= FIRST_WITH_LOCALE ? "datlocale" : "daticulocale";
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(LOCALE.formatted(locale))) {
            row.next();
            return new Collation(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        }
    }

    /** Types, functions, tables, views and defaults: each behind what it is made from. */
    private List<Step> ordered() throws SQLException {
        var objects = new LinkedHashMap<String, Step>();
        for (var sql : List.of(ObjectQueries.OBJECTS, TableQueries.TABLES)) {
            query(
                    sql,
                    row ->
                            objects.put(
                                    row.getString("node"),
                                    new Step(
                                            Phase.BEFORE_DATA,
                                            row.getString("object"),
                                            row.getString("on_table"),
                                            row.getString("sql"))));
        }
        var needs = new LinkedHashMap<String, List<String>>();
        query(
                ObjectQueries.DEPENDENCIES,
                row ->
                        needs.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                .add(row.getString(2)));
        var sorted = new LinkedHashMap<String, Step>();
        for (var node : objects.keySet()) {
            place(node, objects, needs, sorted, new ArrayList<>());
        }
        return List.copyOf(sorted.values());
    }

    private static void place(
            String node,
            Map<String, Step> objects,
            Map<String, List<String>> needs,
            Map<String, Step> sorted,
            List<String> path) {
        var step = objects.get(node);
        if (step == null || sorted.containsKey(node)) {
            return;
        }
        if (path.contains(node)) {
            throw new UnsupportedStructure(List.of(step.object() + ", which needs itself"));
        }
        path.add(node);
        for (var needed : needs.getOrDefault(node, List.of())) {
            if (!needed.equals(node)) {
                place(needed, objects, needs, sorted, path);
            }
        }
        path.removeLast();
        sorted.put(node, step);
    }

    private void add(List<Step> steps, Phase phase, String... queries) throws SQLException {
        for (var sql : queries) {
            query(
                    sql,
                    row ->
                            steps.add(
                                    new Step(
                                            phase,
                                            row.getString("object"),
                                            row.getString("on_table"),
                                            row.getString("sql"))));
        }
    }

    private void query(String sql, Row each) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", schemas));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }
}
