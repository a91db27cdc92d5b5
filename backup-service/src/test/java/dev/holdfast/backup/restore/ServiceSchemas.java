package dev.holdfast.backup.restore;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * The schemas of all other services, migrated by their own migrations and described by their
 * committed {@code tables.txt}, in this test's database. Dropped when closed.
 */
public final class ServiceSchemas implements AutoCloseable {

    private static final String SUFFIX = "-service";
    private static final String PROVISION =
            """
            do $$ begin
                if not exists (select from pg_roles where rolname = '<schema>') then
                    create role <schema> nologin;
                    create role <schema>_worker nologin;
                end if;
            end $$;
            drop schema if exists <schema> cascade;
            create schema <schema> authorization holdfast_owner;
            grant usage on schema <schema> to <schema>, <schema>_worker, holdfast_backup, holdfast_restore;
            alter default privileges for role holdfast_owner in schema <schema> grant select on tables to holdfast_backup;
            alter default privileges for role holdfast_owner in schema <schema> grant select on sequences to holdfast_backup;
            alter default privileges for role holdfast_owner in schema <schema>
                grant select, insert, update, delete on tables to holdfast_restore
            """;
    private static final String KEY =
            """
            select a.attname from pg_index i cross join unnest(i.indkey) with ordinality k (num, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
            where i.indrelid = '%s'::regclass and i.indisprimary order by place
            """;
    private static final String DESCRIBE =
            """
            insert into data_map (feature, table_name, guild_column, user_column, written_column, on_restore)
            values (%s) on conflict do nothing
            """;

    private final List<Table> tables = new ArrayList<>();
    private final Map<Table, List<String>> keys = new HashMap<>();
    private final List<Table> restored;
    private final List<String> schemas;

    /** A line of a {@code tables.txt}. */
    public record Table(
            String schema,
            String feature,
            String name,
            String guild,
            String written,
            String onRestore) {

        boolean isRestored() {
            return !onRestore.equalsIgnoreCase("never") && !guild.equals("-");
        }

        /** Its rows are written by the ledger's functions alone. */
        boolean isOfLedger() {
            return feature.equals("ledger");
        }
    }

    /** These, or all of them. */
    public ServiceSchemas(String... only) {
        try (var folders = Files.list(Path.of(".."))) {
            this.schemas =
                    folders.filter(folder -> Files.exists(folder.resolve("tables.txt")))
                            .map(folder -> folder.getFileName().toString())
                            .filter(name -> name.endsWith(SUFFIX))
                            .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                            .filter(name -> !name.equals("backup"))
                            .filter(name -> only.length == 0 || List.of(only).contains(name))
                            .sorted()
                            .toList();
            for (var schema : schemas) {
                provide(schema);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.restored =
                tables.stream()
                        .filter(Table::isRestored)
                        .sorted(Comparator.comparing(ServiceSchemas::isReferring))
                        .toList();
    }

    private void provide(String schema) throws IOException {
        new Admin("public").execute(PROVISION.replace("<schema>", schema));
        var folder = Path.of("..", schema + SUFFIX);
        Flyway.configure(ServiceSchemas.class.getClassLoader())
                .dataSource(
                        Servers.postgres().jdbcUrl(),
                        EmbeddedPostgres.USER,
                        Servers.postgres().password())
                .initSql("set role holdfast_owner")
                .schemas(schema)
                .createSchemas(false)
                .table("migration_history")
                .locations(
                        "classpath:db/migration/kit",
                        "filesystem:" + folder.resolve("src/main/resources/db/migration"))
                .placeholders(Map.of("service", schema))
                .outOfOrder(true)
                .load()
                .migrate();
        for (var line : Files.readAllLines(folder.resolve("tables.txt"))) {
            describe(schema, line.split(" "));
        }
    }

    private void describe(String schema, String[] line) {
        tables.add(new Table(schema, line[0], line[1], line[2], line[4], line[5]));
        var values =
                List.of(line).stream()
                        .map(each ->
                                each.equals("-")
                                        ? "null"
                                        : "'" + each.toLowerCase(Locale.ROOT) + "'")
                        .collect(Collectors.joining(", "));
        new Admin(schema).execute(DESCRIBE.formatted(values));
    }

    /**
     * Those that hold guilds' rows which a restore brings back; those that others refer to first.
     */
    List<Table> restored() {
        return restored;
    }

    private static boolean isReferring(Table table) {
        return new Admin(table.schema())
                        .count(
                                "select count(*) from pg_constraint where contype = 'f' and conrelid = '%s'::regclass"
                                        .formatted(table.name()))
                > 0;
    }

    /** All tables with guilds' rows. */
    List<Table> all() {
        return tables.stream().filter(table -> !table.guild().equals("-")).toList();
    }

    List<String> key(Table table) {
        return keys.computeIfAbsent(
                table, it -> new Admin(it.schema()).list(KEY.formatted(it.name()), String.class));
    }

    @Override
    public void close() {
        schemas.forEach(
                schema -> new Admin("public").execute("drop schema %s cascade".formatted(schema)));
    }
}
