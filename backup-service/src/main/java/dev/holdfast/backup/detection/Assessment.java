package dev.holdfast.backup.detection;

import dev.holdfast.backup.detection.RecordStore.Operation;
import dev.holdfast.backup.restore.Diff;
import dev.holdfast.backup.restore.TableDiff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of an incident: what was recorded, beside the snapshot.
 *
 * @param whole empty: there is no snapshot from before it
 * @param diff what restoring that snapshot would change; empty: they could not be compared
 * @param newestRow when the newest row of the damaged tables was written that is still there
 * @param operations what people did in between, the newest first
 */
record Assessment(
        List<Damage> damages,
        Optional<LastGoodSnapshot> whole,
        Optional<Diff> diff,
        Optional<Instant> newestRow,
        List<Operation> operations) {

    Assessment {
        damages = List.copyOf(damages);
        operations = List.copyOf(operations);
    }

    /** Rows were only updated, and none of them is other than in the snapshot. */
    boolean isHarmless() {
        return diff.isPresent()
                && damages.stream()
                        .allMatch(it -> it.gone() == 0 && it.restorable() && back(it) == 0);
    }

    /** What a restore brings back. */
    Set<String> features() {
        return damages.stream()
                .flatMap(damage -> tables(damage).stream().filter(it -> back(damage, it) > 0))
                .map(TableDiff::feature)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many of the lost rows a restore brings back. */
    long back() {
        return damages.stream().mapToLong(it -> Math.min(back(it), it.gone() + it.touched())).sum();
    }

    /** Whether a restore of these features undoes nothing that was done since the snapshot. */
    boolean isRestoredWithoutLoss() {
        var damaged =
                damages.stream()
                        .filter(it -> it.touched() > 0)
                        .map(it -> it.schema() + "." + it.table())
                        .collect(Collectors.toSet());
        var picked = features();
        return diff.isPresent()
                && !picked.isEmpty()
                && diff.get().picked(picked).members() == 0
                && diff.get().tables().stream()
                        .filter(it -> picked.contains(it.feature()))
                        .allMatch(it ->
                                it.gone() == 0
                                        && (it.changed() == 0
                                                || damaged.contains(
                                                        it.schema() + "." + it.table())));
    }

    /** By feature, the largest loss first. */
    List<Loss> losses() {
        var losses = new TreeMap<String, Loss>();
        for (var damage : damages) {
            losses(damage).forEach(loss -> losses.merge(loss.feature(), loss, Loss::and));
        }
        return losses.values().stream()
                .filter(loss -> loss.total() > 0)
                .sorted((one, other) -> Long.compare(other.total(), one.total()))
                .toList();
    }

    /**
     * Rows of one table may be of several features, as settings are: then the snapshot knows whose.
     */
    private List<Loss> losses(Damage damage) {
        var tables = tables(damage).stream().filter(it -> back(damage, it) > 0).toList();
        if (tables.size() < 2) {
            var feature = tables.isEmpty() ? damage.feature() : tables.getFirst().feature();
            return List.of(new Loss(feature, damage.gone(), changed(damage)));
        }
        var losses = new ArrayList<Loss>();
        for (var table : tables) {
            var changed = damage.touched() > 0 ? table.changed() : 0;
            losses.add(new Loss(table.feature(), damage.gone() > 0 ? table.back() : 0, changed));
        }
        var found = losses.stream().mapToLong(Loss::gone).sum();
        losses.add(new Loss(damage.feature(), Math.max(0, damage.gone() - found), 0));
        return losses;
    }

    private long changed(Damage damage) {
        if (diff.isEmpty() || !damage.restorable()) {
            return damage.touched();
        }
        var other = tables(damage).stream().mapToLong(TableDiff::changed).sum();
        return Math.min(damage.touched(), other);
    }

    private long back(Damage damage) {
        return tables(damage).stream().mapToLong(it -> back(damage, it)).sum();
    }

    /** An update may have moved rows to other keys. */
    private static long back(Damage damage, TableDiff table) {
        return table.back() + (damage.touched() > 0 ? table.changed() : 0);
    }

    private List<TableDiff> tables(Damage damage) {
        return diff.map(Diff::tables).orElse(List.of()).stream()
                .filter(it -> it.schema().equals(damage.schema()))
                .filter(it -> it.table().equals(damage.table()))
                .toList();
    }
}
