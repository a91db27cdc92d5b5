package dev.holdfast.kit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.BotResource;
import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.database.ActorColumn;
import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every table that names people is exported and forgotten, and a tombstone forgets again what is
 * older than it, and nothing else; columns that name who did something are declared. A service's
 * test extends this over all its tables.
 */
@NullUnmarked // the container fills the fields
public abstract class PersonContract {

    private static final GuildId GUILD = new GuildId(333_000_000_000_000_001L);
    private static final GuildId OTHER = new GuildId(333_000_000_000_000_002L);
    private static final UserId ANN = new UserId(333_000_000_000_000_101L);
    private static final UserId BEN = new UserId(333_000_000_000_000_102L);
    private static final String TOMBSTONE = "tombstone";
    private static final Map<String, String> OF_KIT =
            Map.of(
                    "operation",
                    """
                    insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at, reply)
                    values (<guild>, 1, gen_random_uuid(), '2015-01-02', '', <user>, 'pay', <at>, '{"kind":"whisper"}')
                    """,
                    "audit",
                    """
                    insert into audit (guild_id, at, user_id, operation, action, detail)
                    values (<guild>, <at>, <user>, '1', 'a', '{"member":"<user>"}')
                    """,
                    "outbox",
                    """
                    insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note, ordered_at, ready_at)
                    values (<guild>, <user>, '1', 'admins', '{}', '', '', '', <at>, 'infinity')
                    """,
                    "timer",
                    """
                    insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at, set_at)
                    values (<guild>, <user>, '1', 'none', '', <at>, 0, '', 'infinity', <at>)
                    """);
    private static final List<String> NAMING_ANN =
            List.of(
                    """
                    insert into audit (guild_id, at, user_id, operation, action, detail)
                    values (<guild>, <at>, 0, '1', 'a', '{"member":"<user>"}')
                    """,
                    """
                    insert into operation (guild_id, slot, key, issued_on, request_hash, user_id, command, began_at, cause)
                    values (<guild>, 1, gen_random_uuid(), '2015-01-02', '', 0, 'effect give-role member:<user>', <at>, '1')
                    """,
                    """
                    insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note, ordered_at, ready_at, aside_at)
                    values (<guild>, 0, '1', 'member:<user>', '{}', '', '', '', <at>, 'infinity', <at>)
                    """);
    private static final String NAMED =
            """
            select (select count(*) from audit where guild_id = <guild> and detail::text like '%<user>%')
                + (select count(*) from operation where guild_id = <guild> and command like '%<user>%')
                + (select count(*) from outbox where guild_id = <guild> and target like '%<user>%')
            """;
    private static final String NAMING_PEOPLE =
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and (a.attname in ('user_id', 'member_id', 'set_by') or a.attname ~ '_user(_id)?$')
            order by 1
            """;

    /** Ids in columns such as {@code made_by}; what is text says so as its table's userColumn. */
    private static final String NAMING_ACTORS =
            """
            select c.relname || '.' || a.attname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and a.attname ~ '_by$' and a.atttypid = 'bigint'::regtype
            order by 1
            """;

    @Inject PersonalData people;
    @Inject BotResource bot;
    @Inject @All List<Feature> features;
    @Inject @All List<Job> jobs;

    @ConfigProperty(name = "quarkus.application.name")
    String service;

    private Instant forgottenAt;
    private Instant before;

    /**
     * By table of the service's own: inserts a row of {@code <user>} in {@code <guild>}, written
     * {@code <at>}.
     */
    protected abstract Map<String, String> rows();

    /** Tables that name people and stay when those are forgotten. */
    protected Set<String> kept() {
        return Set.of();
    }

    /** Columns that end in {@code _by} and hold no person, as {@code table.column}. */
    protected Set<String> noActors() {
        return Set.of();
    }

    @BeforeEach
    void onAnEmptyGuild() {
        forgottenAt = Instant.now().minus(Duration.ofHours(1));
        before = forgottenAt.minus(Duration.ofHours(1));
        for (var guild : Set.of(GUILD, OTHER)) {
            while (people.forgetSomeOf(guild) > 0) {
                assertTrue(Thread.currentThread().isAlive());
            }
        }
    }

    @Test
    void everyTableThatNamesPeopleIsHere() {
        var named = new TreeSet<>(new Admin(service).list(NAMING_PEOPLE, String.class));
        assertEquals(
                named, new TreeSet<>(columns().keySet()), "say its userColumn in the data map");
        var expected = new TreeSet<>(all().keySet());
        expected.addAll(kept());
        expected.add(TOMBSTONE);
        assertEquals(expected, named, "say in rows() how it names a person");
    }

    @Test
    void everyColumnThatNamesWhoDidSomethingIsDeclared() {
        var expected = new TreeSet<>(noActors());
        features.stream()
                .flatMap(feature -> feature.actors().stream())
                .map(ActorColumn::toString)
                .forEach(expected::add);
        var named = new TreeSet<>(new Admin(service).list(NAMING_ACTORS, String.class));
        assertEquals(expected, named, "say it in the feature's actors()");
    }

    @Test
    void exportsAllOfThePersonAndForgetsThemAlone() {
        plant(GUILD, ANN, before);
        plant(GUILD, BEN, before);
        var ofBen = counts(GUILD, BEN);
        assertEquals(all().keySet(), tables(GUILD, ANN));
        people.forget(GUILD, ANN, forgottenAt);
        counts(GUILD, ANN).forEach((table, rows) -> assertEquals(0, rows, table));
        assertEquals(Set.of(TOMBSTONE), tables(GUILD, ANN));
        assertEquals(ofBen, counts(GUILD, BEN));
        people.forget(GUILD, ANN, forgottenAt);
    }

    @Test
    void forgetsAgainWhoIsPutBackAndKeepsWhoCameBack() {
        people.forget(GUILD, ANN, forgottenAt);
        people.forget(OTHER, ANN, forgottenAt);
        plant(GUILD, ANN, before);
        plant(OTHER, ANN, forgottenAt.plusSeconds(60));
        var cameBack = counts(OTHER, ANN);
        assertTrue(people.sweep() >= all().size());
        counts(GUILD, ANN).forEach((table, rows) -> assertEquals(0, rows, table));
        assertEquals(cameBack, counts(OTHER, ANN));
        cameBack.forEach((table, rows) -> assertEquals(1, rows, table));
    }

    /** The operators' sweep; a past fault: it asked only for the person's own rows. */
    @Test
    void forgetsAgainWhoIsNamedInOthersRowsOnly() {
        people.forget(GUILD, ANN, forgottenAt);
        NAMING_ANN.forEach(insert -> plant(insert, GUILD, ANN, before));
        NAMING_ANN.forEach(insert -> plant(insert, GUILD, BEN, before));
        assertEquals(NAMING_ANN.size(), named(ANN));
        assertTrue(people.sweep() >= NAMING_ANN.size());
        assertEquals(0, named(ANN));
        assertEquals(NAMING_ANN.size(), named(BEN));
    }

    @Test
    void theHourlySweepFindsARowInWhicheverTable() throws Exception {
        people.forget(GUILD, ANN, forgottenAt);
        for (var row : all().entrySet()) {
            plant(row.getValue(), GUILD, ANN, before);
            sweepHourly();
            assertEquals(0, counts(GUILD, ANN).get(row.getKey()), row.getKey());
        }
    }

    /** A past fault: it noted one more operation about them every hour. */
    @Test
    void theHourlySweepWritesNothingAboutWhoCameBack() throws Exception {
        people.forget(GUILD, ANN, forgottenAt);
        plant(GUILD, ANN, forgottenAt.plusSeconds(60));
        var cameBack = counts(GUILD, ANN);
        sweepHourly();
        assertEquals(cameBack, counts(GUILD, ANN));
        assertEquals(1, forgetOperations(), "that of the person's own order");
    }

    private void sweepHourly() throws Exception {
        for (var job : jobs) {
            if (job.name().equals("tombstones")) {
                job.run(Instant.now(), Progress.ALONE);
            }
        }
    }

    private long forgetOperations() {
        return new Admin(service)
                .count(
                        "select count(*) from operation where command = 'forget' and guild_id = "
                                + GUILD);
    }

    private long named(UserId user) {
        return new Admin(service)
                .count(
                        NAMED.replace("<guild>", GUILD.toString())
                                .replace("<user>", user.toString()));
    }

    @Test
    void forgetsAllOfAGuildAndNothingOfAnother() {
        plant(GUILD, ANN, before);
        plant(OTHER, ANN, before);
        while (people.forgetSomeOf(GUILD) > 0) {
            assertFalse(tables(OTHER, ANN).isEmpty());
        }
        assertEquals(Set.of(), tables(GUILD, ANN));
        assertEquals(all().keySet(), tables(OTHER, ANN));
    }

    private Map<String, String> all() {
        var all = new HashMap<>(OF_KIT);
        all.putAll(rows());
        return all;
    }

    /** By table, the column that names people. */
    private Map<String, String> columns() {
        return bot.data().stream()
                .filter(table -> table.userColumn() != null)
                .collect(Collectors.toMap(DataTable::table, DataTable::userColumn));
    }

    private void plant(GuildId guild, UserId user, Instant at) {
        all().values().forEach(insert -> plant(insert, guild, user, at));
    }

    private void plant(String insert, GuildId guild, UserId user, Instant at) {
        new Admin(service)
                .execute(
                        insert.replace("<guild>", guild.toString())
                                .replace("<user>", user.toString())
                                .replace("<at>", "'%s'::timestamptz".formatted(at)));
    }

    private Map<String, Long> counts(GuildId guild, UserId user) {
        var counts = new TreeMap<String, Long>();
        var columns = columns();
        for (var table : all().keySet()) {
            var sql =
                    "select count(*) from %s where guild_id = %s and %s::text = '%s'"
                            .formatted(table, guild, columns.get(table), user);
            counts.put(table, new Admin(service).count(sql));
        }
        return counts;
    }

    private Set<String> tables(GuildId guild, UserId user) {
        var tables = new TreeSet<String>();
        people.export(guild, user)
                .forEach(feature -> feature.fieldNames().forEachRemaining(tables::add));
        return tables;
    }
}
