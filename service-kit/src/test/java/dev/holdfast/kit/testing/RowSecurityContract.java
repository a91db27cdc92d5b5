package dev.holdfast.kit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.BotResource;
import dev.holdfast.kit.database.RowSecurityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * No guild ever sees another's rows. A service's test extends this over all its tables, as a
 * {@code @QuarkusTest} with the profile {@link OneConnection}.
 */
@NullUnmarked // the container fills the fields
public abstract class RowSecurityContract {

    private static final GuildId ONE = new GuildId(111_000_000_000_000_001L);
    private static final GuildId OTHER = new GuildId(222_000_000_000_000_002L);
    private static final UserId NOBODY = new UserId(0);
    private static final long SEED = 20_261_120;
    private static final int ERROR_EVERY = 10;

    private static final String REFERENCES =
            """
            select conrelid::regclass || ' ' || confrelid::regclass from pg_constraint
            where contype = 'f' and connamespace = current_schema()::regnamespace and conrelid <> confrelid
              and not exists (select from pg_class where oid in (conrelid, confrelid) and relispartition)
            """;

    @Inject UnitsOfWork work;
    @Inject BotResource bot;

    @ConfigProperty(name = "quarkus.application.name")
    String service;

    /** How often a foreign row is looked for; the kit's own test takes its time. */
    protected int reads() {
        return 20_000;
    }

    /** Leaves at least one row of the guild in every table with guild data. */
    protected abstract void fill(GuildId guild) throws Exception;

    @Test
    void thePolicyOfEveryTableIsInPlace() {
        assertEquals(List.of(), faults());
    }

    @Test
    void aDoorThatStandsOpenIsNoticed() {
        var admin = new Admin(service);
        admin.execute("create table lax (guild_id bigint primary key)");
        admin.execute("select protect('lax')");
        admin.execute("alter policy guild on lax with check (true)");
        admin.execute(
                "create function open_door() returns int language sql security definer as 'select 1'");
        try {
            var faults = String.join("\n", faults());
            assertTrue(faults.contains("lax has no policy for guilds"), faults);
            assertTrue(faults.contains("open_door() runs with its owner's rights and f"), faults);
            assertTrue(faults.contains("open_door() runs with its owner's rights for e"), faults);
        } finally {
            admin.execute("drop function open_door");
            admin.execute("drop table lax");
        }
    }

    @Test
    void aTableWithoutItsPolicyIsNoticed() {
        var admin = new Admin(service);
        admin.execute(
                "create table bare (guild_id bigint not null, word text not null, primary key (word))");
        admin.execute("create view lens as select * from bare");
        try {
            var faults = String.join("\n", faults());
            assertTrue(faults.contains("bare has no row-level security"), faults);
            assertTrue(faults.contains("bare does not force"), faults);
            assertTrue(faults.contains("bare has no policy for guilds"), faults);
            assertTrue(faults.contains("bare_pkey is unique and does not lead"), faults);
            assertTrue(faults.contains("lens is a view with its owner's rights"), faults);
        } finally {
            admin.execute("drop table bare cascade");
        }
    }

    @Test
    void theDataMapNamesEveryTable() {
        var mapped = bot.data().stream().map(DataTable::table).sorted().toList();
        assertEquals(read(ONE, unit -> RowSecurityCheck.tables(unit.handle())), mapped);
    }

    @Test
    void theDataMapInTheSchemaIsTheServicesOwn() {
        var published =
                new Admin(service)
                        .list("select table_name from data_map order by table_name", String.class);
        assertEquals(bot.data().stream().map(DataTable::table).sorted().toList(), published);
    }

    @Test
    void theOrderOfTheTablesFollowsTheirForeignKeys() {
        var order =
                bot.data().stream().collect(Collectors.toMap(DataTable::table, DataTable::order));
        var wrong =
                new Admin(service)
                        .list(REFERENCES, String.class).stream()
                                .filter(reference -> {
                                    var ends = reference.split(" ", -1);
                                    return order.get(ends[0]) <= order.get(ends[1]);
                                })
                                .toList();
        assertEquals(List.of(), wrong);
        bot.data().forEach(table -> assertEquals(32, table.shape().length(), table.table()));
    }

    @Test
    void whatARestoreBringsBackHasAKeyAndWhatItMergesAnAge() {
        assertEquals(List.of(), RestoredTables.faults(bot.data(), new Admin(service)));
    }

    @Test
    void aTableThatCannotBeBroughtBackIsNoticed() {
        var admin = new Admin(service);
        admin.execute("create table loose (word text primary key, guild_id bigint)");
        var loose = new DataTable("probe", "loose", "guild_id", null, OnRestore.MERGE, "at");
        try {
            var faults =
                    List.of(
                            "loose has no primary key that begins with its guildColumn",
                            "loose has no writtenColumn");
            assertEquals(faults, RestoredTables.faults(List.of(loose), admin));
            var replaced = new DataTable("probe", "loose", "guild_id", null, OnRestore.REPLACE);
            assertEquals(faults.subList(0, 1), RestoredTables.faults(List.of(replaced), admin));
            var coins = new DataTable("probe", "loose", "guild_id", null, OnRestore.COMPENSATE);
            assertEquals(
                    List.of(
                            faults.getFirst(),
                            "loose has no function compensate_probe(preview boolean)"),
                    RestoredTables.faults(List.of(coins), admin));
        } finally {
            admin.execute("drop table loose");
        }
    }

    @Test
    void aHundredThousandReadsShowNoForeignRow() throws Exception {
        for (var guild : List.of(ONE, OTHER)) {
            fillOnce(guild);
        }
        var tables = guildTables();
        var count = counts(tables);
        for (var table : tables) {
            assertTrue(rows(ONE, table) > 0, "fill() leaves no row in " + table);
        }
        var random = new Random(SEED);
        var reads = 0;
        for (var round = 0; reads < reads(); round++) {
            var guild = random.nextBoolean() ? ONE : OTHER;
            if (round % ERROR_EVERY == 0) {
                failInMidTransaction(guild, round);
            }
            var seen =
                    read(
                            guild,
                            unit ->
                                    unit.handle()
                                            .createQuery(count)
                                            .bind("guild", guild.value())
                                            .mapToMap()
                                            .one());
            assertEquals(0L, seen.get("foreign_rows"), () -> "foreign rows for guild " + guild);
            assertEquals(
                    (long) tables.size(),
                    seen.get("tables_with_own"),
                    () -> "own rows of " + guild + " are gone");
            reads += tables.size();
        }
        assertEquals(0, outsideAnyGuild(tables));
    }

    /** Even where a role may write a whole table, it writes its own guild's. */
    @Test
    void noRowOfAnotherGuildIsWritten() throws Exception {
        fillOnce(ONE);
        for (var table : guildTables()) {
            var refused = assertThrows(JdbiException.class, () -> writeForeignRow(table), table);
            var said = String.valueOf(refused.getMessage());
            assertTrue(said.contains("violates row-level security policy"), () -> table + said);
        }
    }

    private void writeForeignRow(String table) {
        var admin = new Admin(service);
        var columns =
                admin.list(
                        "select quote_ident(attname) from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'guild_id'"
                                .formatted(table),
                        String.class);
        var rest = columns.stream().map(each -> ", " + each).collect(Collectors.joining());
        admin.as(
                "postgres",
                handle -> {
                    handle.execute("grant all on %s to %s".formatted(table, service));
                    handle.execute("set local role " + service);
                    handle.execute(
                            "select set_config('app.guild', '%s', true), set_config('app.operation', '1', true)"
                                    .formatted(ONE));
                    return handle.execute(
                            "insert into %1$s (guild_id%2$s) overriding system value select %3$s%2$s from %1$s limit 1"
                                    .formatted(table, rest, OTHER));
                });
    }

    private void fillOnce(GuildId guild) throws Exception {
        if (guildTables().stream().anyMatch(table -> rows(guild, table) == 0)) {
            fill(guild);
            fillKit(guild);
        }
    }

    /** Far ahead or aside, so that no worker takes them away meanwhile. */
    private void fillKit(GuildId guild) {
        var admin = new Admin(service);
        admin.execute(
                ("insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note, ordered_at,"
                                + " ready_at, aside_at) values (%s, 5, '1', 'member:5', '{}', '', '', '', now(), 'infinity', now())")
                        .formatted(guild));
        admin.execute(
                ("insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at)"
                                + " values (%s, 5, '1', 'probe', 'x', 'infinity', 0, '', 'infinity')")
                        .formatted(guild));
        admin.execute(
                "insert into alert (guild_id, fingerprint, since) values (%s, 'x', now()) on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into tombstone values (%s, 5, '2000-01-01') on conflict do nothing"
                        .formatted(guild));
        admin.execute(
                "insert into check_result values (%s, 'x', 'sound', 0, '', now()) on conflict do nothing"
                        .formatted(guild));
    }

    private List<String> guildTables() {
        return bot.data().stream()
                .filter(table -> table.guildColumn() != null)
                .map(DataTable::table)
                .toList();
    }

    private long rows(GuildId guild, String table) {
        return read(
                guild,
                unit ->
                        unit.handle()
                                .createQuery("select count(*) from " + table)
                                .mapTo(Long.class)
                                .one());
    }

    /** One statement that reads every table. */
    private static String counts(List<String> tables) {
        return tables.stream()
                .map(table ->
                        "select count(*) filter (where guild_id <> :guild) as foreign_rows,"
                                + " count(*) filter (where guild_id = :guild) as own_rows from "
                                + table)
                .collect(
                        Collectors.joining(
                                " union all ",
                                "select sum(foreign_rows)::bigint as foreign_rows, count(*) filter (where"
                                        + " own_rows > 0) as tables_with_own from (",
                                ") as every_table"));
    }

    private void failInMidTransaction(GuildId guild, int round) {
        if (round % (2 * ERROR_EVERY) == 0) {
            var failed =
                    assertThrows(
                            IllegalStateException.class,
                            () -> read(guild, unit -> unit.handle().execute("select 1 / 0")));
            assertFalse(failed.getCause() instanceof AssertionError);
            return;
        }
        assertThrows(ArithmeticException.class, () -> read(guild, RowSecurityContract::stumble));
    }

    private static int stumble(UnitOfWork unit) {
        unit.handle().execute("select 1");
        throw new ArithmeticException("planted");
    }

    /** With no guild set, nothing is seen. */
    private long outsideAnyGuild(List<String> tables) {
        return read(
                ONE,
                unit -> {
                    unit.handle().execute("select set_config('app.guild', '', true)");
                    return tables.stream()
                            .mapToLong(table ->
                                    unit.handle()
                                            .createQuery("select count(*) from " + table)
                                            .mapTo(Long.class)
                                            .one())
                            .sum();
                });
    }

    private List<String> faults() {
        return read(ONE, unit -> RowSecurityCheck.faults(unit.handle()));
    }

    private <T> T read(GuildId guild, java.util.function.Function<UnitOfWork, T> body) {
        return work.read(guild, NOBODY, body);
    }
}
