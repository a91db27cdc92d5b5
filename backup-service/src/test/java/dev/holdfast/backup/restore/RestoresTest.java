package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.archive.SnapshotKind;
import dev.holdfast.backup.restore.ServiceSchemas.Table;
import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RestoresTest extends RestoreScene {

    private static final String SEATS =
            """
            set role holdfast_owner;
            create table seat (guild_id bigint, seat_id int, name text, written_at timestamptz not null,
                primary key (guild_id, seat_id), unique (guild_id, name));
            insert into data_map values ('seat', 'connection', 'guild_id', null, 'written_at', 'merge');
            insert into seat select %s, n, 'seat ' || n, now() from generate_series(1, 3) n;
            reset role
            """;

    @Inject RestoreChoice choice;
    @Inject RestoreFile drawing;
    @Inject UnitsOfWork units;

    private final Admin roles = new Admin("roles");

    /** Every table of every service; so a new one is covered on the day it is in the data map. */
    @Test
    void bringsBackEveryTableOfTheGuildAndTouchesNoOther() throws Exception {
        var before = state(GUILD);
        var snapshot = snapshot(GUILD);
        var other = bytes(OTHER);
        services.restored().stream()
                .filter(table -> !table.isOfLedger())
                .toList()
                .reversed()
                .forEach(table -> deleteAll(table, GUILD));
        pay(GUILD, 102, 101, 60);

        var planned = plan(snapshot);
        for (var table : services.restored()) {
            var rows = before.getOrDefault(table.schema() + "." + table.name(), Map.of()).size();
            assertTrue(table.isOfLedger() || rows > 0, "no rows of " + table);
            assertEquals(rows, back(planned, table), table.toString());
        }
        assertEquals(
                List.of(new CoinMove(user(101), 135, 75), new CoinMove(user(102), 60, 120)),
                planned.diff().coins());
        var done = apply(planned);
        assertEquals(before, state(GUILD));
        assertEquals(75, balance(GUILD, 101));
        assertLedgerIsWhole(GUILD);
        assertEquals(other, bytes(OTHER), "another guild was touched");
        assertEquals(done, apply(planned), "it is done once");
        assertOrdered(planned);
    }

    private void assertOrdered(RestorePlan.Ready planned) {
        var orders =
                admin.list(
                        "select effect ->> 'order' from outbox where guild_id = %s order by 1"
                                .formatted(GUILD),
                        String.class);
        assertTrue(
                orders.containsAll(
                        List.of("restored-economy", "restored-gateway", "restored-roles")),
                orders::toString);
        assertEquals(
                1,
                admin.count(
                        "select count(*) from audit where action = 'restore.apply' and detail ->> 'restoreId' = '%d'"
                                .formatted(planned.restoreId())));
    }

    /** Planted bug: postings restored by replace. */
    @Test
    void canBeUndone() throws Exception {
        var snapshot = snapshot(GUILD);
        roles.execute("delete from menu where guild_id = " + GUILD);
        roles.execute("delete from rule where guild_id = " + GUILD);
        roles.execute("update claim set reason = 'by hand' where guild_id = " + GUILD);
        pay(GUILD, 102, 101, 60);
        var damaged = state(GUILD);
        var postings = postings();
        var done = apply(plan(snapshot));
        assertTrue(postings().containsAll(postings), "a posting is gone");
        assertNotEquals(damaged, state(GUILD));
        var undo = plan(done.undoSnapshotId());
        apply(undo);
        assertEquals(damaged, state(GUILD));
        assertEquals(135, balance(GUILD, 101));
        assertLedgerIsWhole(GUILD);
        assertTrue(postings().containsAll(postings), "a posting is gone");
    }

    private List<String> postings() {
        return new Admin("economy")
                .list("select t::text from transfer t where guild_id = " + GUILD, String.class);
    }

    @Test
    void bringsBackOneFeatureAlone() throws Exception {
        roles.execute("delete from setting where guild_id = " + GUILD);
        set("connection", 1);
        set("selfrole", 1);
        var snapshot = snapshot(GUILD);
        roles.execute("delete from rule where guild_id = " + GUILD);
        roles.execute("delete from menu where guild_id = " + GUILD);
        roles.execute("delete from setting where guild_id = " + GUILD);
        set("selfrole", 2);
        pay(GUILD, 102, 101, 60);
        var planned = plan(snapshot, "connection");
        assertTrue(
                planned.diff().features().stream().anyMatch(it -> it.feature().equals("ledger")));
        var done = apply(planned);
        assertEquals(4, done.changed().back(), "three rules and their feature's settings");
        assertEquals(3, roles.count("select count(*) from rule where guild_id = " + GUILD));
        assertEquals(0, roles.count("select count(*) from menu where guild_id = " + GUILD));
        assertEquals(
                List.of("connection 1", "selfrole 2"),
                roles.list(
                        "select feature || ' ' || (value ->> 'x') from setting where guild_id = %s order by 1"
                                .formatted(GUILD),
                        String.class));
        assertEquals(135, balance(GUILD, 101));
    }

    private void set(String feature, int value) {
        roles.execute(
                "insert into setting (guild_id, feature, value, changed_at) values (%s, '%s', '{\"x\": %d}', now())"
                        .formatted(GUILD, feature, value));
    }

    @Test
    void aSnapshotOfAnotherGuildIsNone() throws Exception {
        var others = snapshot(OTHER);
        assertInstanceOf(
                RestorePlan.NotFound.class,
                restores.plan(GUILD, others, Set.of(), OLGA, Progress.ALONE));
        assertInstanceOf(
                RestorePlan.NotFound.class,
                restores.plan(GuildId.DIRECT, others, Set.of(), OLGA, Progress.ALONE));
    }

    @Test
    void bringsBackNobodyWhoWasForgotten() throws Exception {
        var snapshot = snapshot(GUILD);
        var user =
                roles.count(
                        "select user_id from verified_member where guild_id = %s limit 1"
                                .formatted(GUILD));
        roles.execute("delete from verified_member where guild_id = " + GUILD);
        roles.execute("insert into tombstone values (%s, %d, now())".formatted(GUILD, user));
        apply(plan(snapshot, "verification"));
        assertEquals(
                2, roles.count("select count(*) from verified_member where guild_id = " + GUILD));
    }

    /** Columns by their names: new ones by default, lost ones shown, types as they are today. */
    @Test
    void bringsASnapshotOfAnOlderSchemaIn() throws Exception {
        roles.execute(
                "alter table autorole add column note text default 'old', add column weight int default 7");
        try {
            var snapshot = snapshot(GUILD);
            roles.execute("delete from autorole where guild_id = " + GUILD);
            roles.execute(
                    """
                    alter table autorole drop column note, alter column weight type text,
                        add column fresh int not null default 42
                    """);
            var planned = plan(snapshot, "selfrole");
            assertEquals(List.of("roles.autorole.note"), planned.diff().lost());
            assertEquals(List.of("roles.autorole.fresh"), planned.diff().added());
            apply(planned);
            assertEquals(
                    3,
                    roles.count(
                            "select count(*) from autorole where fresh = 42 and weight = '7' and guild_id = "
                                    + GUILD));
        } finally {
            roles.execute(
                    "alter table autorole drop column if exists note, drop column weight, drop column if exists fresh");
        }
    }

    @Test
    void listsEachRowInAFile() throws Exception {
        var snapshot = snapshot(GUILD);
        deleteAll(new Table("roles", "connection", "rule", "guild_id", "-", "merge"), GUILD);
        var planned = plan(snapshot, "connection");
        var file = restores.file(GUILD, planned.restoreId()).orElseThrow();
        assertEquals(3, file.rows());
        var lines = new String(file.csv(), StandardCharsets.UTF_8);
        assertTrue(lines.contains("\"back\",\"connection\",\"roles.rule\",\"\",\"{"), lines);
    }

    @Test
    void theFileSaysThatItHasNotAllRows() throws Exception {
        roles.execute(
                """
                insert into setting
                select %s, 'f' || n, jsonb_build_object('x', repeat('x', 100000)), now() from generate_series(1, 100) n
                """
                        .formatted(GUILD));
        var snapshot = snapshot(GUILD);
        roles.execute("delete from setting where guild_id = " + GUILD);
        var lines = drawn(plan(snapshot).restoreId());
        assertTrue(lines.size() > 50, "%d lines".formatted(lines.size()));
        assertTrue(lines.getLast().contains("this file ends at 8 MB"));
    }

    @Test
    void theFileSaysThatItsSnapshotCannotBeRead() throws Exception {
        var snapshot = snapshot(GUILD);
        roles.execute("delete from rule where guild_id = " + GUILD);
        var restore = plan(snapshot, "connection").restoreId();
        assertEquals(1 + 3, drawn(restore).size());
        admin.execute("update restore set snapshot_id = 999999999 where restore_id = " + restore);
        var lines = drawn(restore);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.getLast().contains("This is not the list"), lines::toString);
    }

    private List<String> drawn(long restore) {
        var file = drawing.draw(RestoreFile.of(GUILD, restore).parameters());
        return new String(file, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void offersOfThoseTakenBeforeARestoreTheNewestWhoseRestoreWasDone() throws Exception {
        var snapshot = snapshot(GUILD);
        roles.execute("delete from menu where guild_id = " + GUILD);
        var planned = plan(snapshot, "selfrole");
        roles.execute("delete from autorole where guild_id = " + GUILD);
        assertInstanceOf(
                RestoreResult.Changed.class,
                restores.apply(GUILD, planned.restoreId(), OLGA, Progress.ALONE));
        var undos = new ArrayList<Long>();
        for (var done = 0; done <= RestoreChoice.MOST_UNDOS; done++) {
            undos.addFirst(apply(plan(snapshot, "selfrole")).undoSnapshotId());
        }
        var offered =
                units.read(GUILD, OLGA, choice::restorable).stream()
                        .filter(it -> it.kind() == SnapshotKind.BEFORE_RESTORE)
                        .map(SnapshotEntry::snapshotId)
                        .toList();
        assertEquals(undos.subList(0, RestoreChoice.MOST_UNDOS), offered);
    }

    /** Two that swapped their unique names are deleted and written anew, but no newer row is. */
    @Test
    void keepsNewerRowsOfAMergedTableWithASecondUniqueKey() throws Exception {
        roles.execute(SEATS.formatted(GUILD));
        try {
            var snapshot = snapshot(GUILD);
            roles.execute("update seat set name = 'nobody' where seat_id = 1");
            roles.execute("update seat set name = 'seat 1' where seat_id = 2");
            roles.execute("update seat set name = 'seat 2' where seat_id = 1");
            roles.execute("update seat set name = 'newer', written_at = now() where seat_id = 3");
            apply(plan(snapshot, "connection"));
            assertEquals(
                    List.of("seat 1", "seat 2", "newer"),
                    roles.list("select name from seat order by seat_id", String.class));
        } finally {
            roles.execute("drop table seat; delete from data_map where table_name = 'seat'");
        }
    }

    private static UserId user(long id) {
        return new UserId(id);
    }

    private static long back(RestorePlan.Ready planned, Table table) {
        return planned.diff().tables().stream()
                .filter(it -> it.schema().equals(table.schema()) && it.table().equals(table.name()))
                .mapToLong(TableDiff::back)
                .sum();
    }
}
