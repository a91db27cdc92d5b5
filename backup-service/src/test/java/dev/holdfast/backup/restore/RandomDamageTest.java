package dev.holdfast.backup.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.backup.restore.ServiceSchemas.Table;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever somebody's hand does to a guild's rows, a restore makes them the snapshot's again, and
 * what it shows beforehand is what it changes.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RandomDamageTest extends RestoreScene {

    private static final int ROUNDS = 3;

    @Test
    void whatIsShownIsWhatChangesAndTheRowsAreTheSnapshots() throws Exception {
        var taken = state(GUILD);
        var snapshot = snapshot(GUILD);
        var other = bytes(OTHER);
        for (var round = 0; round < ROUNDS; round++) {
            var why = "seed %d, round %d".formatted(SEED, round);
            damage();
            var damaged = state(GUILD);
            var planned = plan(snapshot);
            var done = apply(planned);
            var restored = state(GUILD);
            assertEquals(expected(taken, damaged), restored, why);
            assertEquals(changes(damaged, restored), shown(planned), why);
            assertEquals(planned.diff().picked(Set.of()), done.changed(), why);
            assertEquals(75, balance(GUILD, 101), why);
            assertEquals(120, balance(GUILD, 102), why);
            assertLedgerIsWhole(GUILD);
            apply(plan(done.undoSnapshotId()));
            assertEquals(damaged, state(GUILD), "undone, " + why);
            // What was merged stays; the next round begins with the snapshot again.
            for (var table : services.restored()) {
                if (table.onRestore().equalsIgnoreCase("merge")) {
                    deleteAll(table, GUILD);
                }
            }
            apply(plan(snapshot));
            assertEquals(taken, state(GUILD), why);
        }
        assertEquals(other, bytes(OTHER));
    }

    private void damage() {
        for (var table : services.restored()) {
            if (!table.isOfLedger()) {
                damage(table);
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> pay(GUILD, 102, 101, 1 + random.nextInt(40));
            case 1 ->
                    new Admin("economy")
                            .execute("delete from member_account where guild_id = " + GUILD);
            default -> pay(GUILD, 101, 107, 5);
        }
    }

    private void damage(Table table) {
        var admin = new Admin(table.schema());
        switch (random.nextInt(4)) {
            case 0 -> deleteAll(table, GUILD);
            case 1 ->
                    admin.execute(
                            "delete from %1$s where ctid = any (array(select ctid from %1$s where guild_id = %2$s limit 1))"
                                    .formatted(table.name(), GUILD));
            case 2 -> {
                if (rows(table).canFill(table.name(), GUILD.value())) {
                    rows(table).fill(table.name(), GUILD.value(), 1);
                }
            }
            default -> {
                var kept = new ArrayList<>(services.key(table));
                kept.add(table.written());
                rows(table).change(table.name(), GUILD.value(), kept);
            }
        }
    }

    /** Rows of a merged table that the snapshot does not have stay. */
    private Map<String, Map<String, String>> expected(
            Map<String, Map<String, String>> taken, Map<String, Map<String, String>> damaged) {
        var expected = new TreeMap<String, Map<String, String>>();
        for (var table : services.restored()) {
            if (!table.isOfLedger()) {
                var name = table.schema() + "." + table.name();
                var rows = new HashMap<>(taken.get(name));
                if (table.onRestore().equalsIgnoreCase("merge")) {
                    damaged.get(name).forEach(rows::putIfAbsent);
                }
                expected.put(name, rows);
            }
        }
        return expected;
    }

    private static Map<String, String> changes(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        var changes = new TreeMap<String, String>();
        before.forEach((table, then) -> {
            var now = after.get(table);
            var back = now.keySet().stream().filter(it -> !then.containsKey(it)).count();
            var gone = then.keySet().stream().filter(it -> !now.containsKey(it)).count();
            var changed =
                    now.entrySet().stream()
                            .filter(it -> then.containsKey(it.getKey()))
                            .filter(it -> !then.get(it.getKey()).equals(it.getValue()))
                            .count();
            if (back + gone + changed > 0) {
                changes.put(table, "%d %d %d".formatted(back, changed, gone));
            }
        });
        return changes;
    }

    private static Map<String, String> shown(RestorePlan.Ready planned) {
        var counts = new TreeMap<String, long[]>();
        for (var table : planned.diff().tables()) {
            var sum =
                    counts.computeIfAbsent(
                            table.schema() + "." + table.table(), name -> new long[3]);
            sum[0] += table.back();
            sum[1] += table.changed();
            sum[2] += table.gone();
        }
        var shown = new TreeMap<String, String>();
        counts.forEach(
                (table, sum) -> shown.put(table, "%d %d %d".formatted(sum[0], sum[1], sum[2])));
        return shown;
    }
}
