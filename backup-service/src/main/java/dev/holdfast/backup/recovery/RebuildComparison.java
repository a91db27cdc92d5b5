package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.RebuildConnection;
import dev.holdfast.backup.postgres.RowHash;
import dev.holdfast.backup.postgres.SequenceState;
import dev.holdfast.backup.postgres.Structure;
import java.util.HashSet;
import java.util.List;

/** Holds what was made against what the snapshot says. */
final class RebuildComparison {

    private static final int MOST_NAMED = 5;
    private static final int MAJOR = 10_000;

    private final SnapshotManifest manifest;
    private final Structure structure;

    RebuildComparison(SnapshotManifest manifest, Structure structure) {
        this.manifest = manifest;
        this.structure = structure;
    }

    /** A table's rows, read back. */
    static void check(TableContent table, RowHash found) throws RebuildFailed {
        if (found.rows() != table.rows()) {
            throw new RebuildFailed(
                    "%s has %d rows and the snapshot says %d."
                            .formatted(table.qualified(), found.rows(), table.rows()));
        }
        if (!found.hex().equals(table.hash())) {
            throw new RebuildFailed(
                    "The rows of %s are not those of the snapshot: their hashes differ."
                            .formatted(table.qualified()));
        }
    }

    /** All but the rows; foreign keys were held when they were made. */
    void check(RebuildConnection made) throws RebuildFailed {
        var sequences = new HashSet<>(made.sequences());
        for (var wanted : manifest.sequences()) {
            var state =
                    new SequenceState(
                            wanted.schema(), wanted.name(), wanted.lastValue(), wanted.called());
            if (!sequences.remove(state)) {
                throw new RebuildFailed(
                        "The sequence %s.%s does not stand where it did."
                                .formatted(wanted.schema(), wanted.name()));
            }
        }
        var ledgers = made.ledgers();
        for (var wanted : manifest.ledger()) {
            var there =
                    ledgers.stream()
                            .anyMatch(sum ->
                                    sum.schema().equals(wanted.schema())
                                            && sum.guilds() == wanted.guilds()
                                            && sum.sum() == wanted.sum());
            if (!there) {
                throw new RebuildFailed(
                        "The ledger of %s does not add up to what it did."
                                .formatted(wanted.schema()));
            }
        }
        var back = made.structure(RebuildAttempt.schemas(manifest));
        var words = manifest.server().version() / MAJOR == made.majorVersion();
        check(structure.differences(back, words));
    }

    private static void check(List<String> differences) throws RebuildFailed {
        if (!differences.isEmpty()) {
            throw new RebuildFailed(
                    "What was made is not what the snapshot describes (%d differences): %s."
                            .formatted(
                                    differences.size(),
                                    String.join(
                                            "; ",
                                            differences.subList(
                                                    0, Math.min(MOST_NAMED, differences.size())))));
        }
    }
}
