package dev.holdfast.kit.database;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schema with what this build's migrations make, and says whether it keeps guilds
 * apart. Thread-safe.
 */
@Singleton
public final class SchemaObjects {

    private static final String THERE =
            """
            select case relkind when 'v' then 'view' when 'S' then 'sequence' when 'i' then 'index' when 'I' then 'index'
                else 'table' end as kind, relname as name, '' as of_table
            from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'S', 'i', 'I')
            union all
            select 'function', proname, '' from pg_proc where pronamespace = current_schema()::regnamespace
            union all
            select 'policy', p.polname, c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
            where c.relnamespace = current_schema()::regnamespace
            union all
            select 'trigger', t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgenabled in ('O', 'A')
            """;

    private final Database database;
    private final Migrations migrations;
    private final DatabaseAddresses addresses;
    private final Instance<DataTables> tables;

    /** A build's files do not change while it runs. */
    private final AtomicReference<@Nullable ExpectedSchema> expected = new AtomicReference<>();

    /** The features are asked late: some of them need a database that is ready. */
    SchemaObjects(
            Database database,
            Migrations migrations,
            DatabaseAddresses addresses,
            Instance<DataTables> tables) {
        this.database = database;
        this.migrations = migrations;
        this.addresses = addresses;
        this.tables = tables;
    }

    /** What this build needs and the schema lacks, such as {@code the function pay_all}; sorted. */
    public List<String> missing() {
        var there = there();
        var named =
                tables.get().all().stream()
                        .map(table ->
                                new ExpectedSchema.SchemaObject(
                                        ExpectedSchema.Kind.TABLE, table.table(), ""));
        return Stream.concat(expected().objects().values().stream(), named)
                .map(ExpectedSchema.SchemaObject::said)
                .filter(object -> !there.contains(object))
                .distinct()
                .sorted()
                .toList();
    }

    /** How many things this build needs. */
    public int needed() {
        return expected().objects().size();
    }

    /** What breaks the isolation of guilds, a sentence each. */
    public List<String> faults() {
        return database.ask(RowSecurityCheck::faults);
    }

    private Set<String> there() {
        return database.ask(handle ->
                new HashSet<>(
                        handle.createQuery(THERE)
                                .map((row, _) ->
                                        new ExpectedSchema.SchemaObject(
                                                ExpectedSchema.Kind.valueOf(
                                                        row.getString("kind")
                                                                .toUpperCase(Locale.ROOT)),
                                                row.getString("name"),
                                                row.getString("of_table")))
                                .map(ExpectedSchema.SchemaObject::said)
                                .list()));
    }

    private ExpectedSchema expected() {
        var known = expected.get();
        if (known == null) {
            var source =
                    addresses.ofService().dataSource("holdfast " + addresses.service() + " schema");
            known =
                    ExpectedSchema.of(
                            migrations.files(source).stream()
                                    .flatMap(file -> read(file).stream())
                                    .toList());
            expected.set(known);
        }
        return known;
    }

    /** Empty: it is of another build, which has it. */
    private static Optional<String> read(String file) {
        var path = "db/migration/" + file;
        try (var stream = SchemaObjects.class.getClassLoader().getResourceAsStream(path)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
