package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.ArchivedTombstones;
import dev.holdfast.backup.archive.Column;
import dev.holdfast.backup.archive.Listing;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.postgres.Tombstones;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the locations have of everything: they are asked, since the catalogue may be lost. */
final class SnapshotChoice {

    private static final String NEWEST = "newest";

    private final Archive archive;
    private final Consumer<String> says;

    SnapshotChoice(Archive archive, Consumer<String> says) {
        this.archive = archive;
        this.says = says;
    }

    /**
     * The one that is meant.
     *
     * @param wanted its number, or {@code newest}
     */
    SnapshotManifest of(String wanted) throws RebuildFailed {
        try {
            return wanted.equals(NEWEST) ? newest() : archive.manifest(Long.parseLong(wanted));
        } catch (NumberFormatException _) {
            throw new RebuildFailed(
                    "HOLDFAST_RESTORE is the number of a snapshot, or newest; not '%s'."
                            .formatted(wanted));
        } catch (IOException e) {
            throw new RebuildFailed(
                    "Snapshot %s cannot be read: %s".formatted(wanted, e.getMessage()), e);
        }
    }

    private SnapshotManifest newest() throws RebuildFailed {
        var listing = archive.list();
        listing.away()
                .forEach((location, why) -> says.accept("%s is away: %s".formatted(location, why)));
        var newest =
                newest(listing)
                        .orElseThrow(() ->
                                new RebuildFailed(
                                        "No location has a snapshot of everything that opens. Check BACKUP_LOCATIONS and BACKUP_MASTER_KEY."));
        checkNotEmptied(newest, listing);
        return newest;
    }

    /** After a loss the newest may be of the empty database that took the place of the lost one. */
    private static void checkNotEmptied(SnapshotManifest newest, Listing listing)
            throws RebuildFailed {
        var fuller =
                whole(listing)
                        .filter(manifest -> manifest.rows() / 2 > newest.rows())
                        .max(Comparator.comparingLong(SnapshotManifest::snapshotId));
        if (fuller.isPresent()) {
            throw new RebuildFailed(
                    "The newest snapshot, %d, has %d rows, and snapshot %d of %s has %d: say the number of the one that is meant."
                            .formatted(
                                    newest.snapshotId(),
                                    newest.rows(),
                                    fuller.get().snapshotId(),
                                    fuller.get().takenAt(),
                                    fuller.get().rows()));
        }
    }

    private static Optional<SnapshotManifest> newest(Listing listing) {
        return whole(listing).max(Comparator.comparingLong(SnapshotManifest::snapshotId));
    }

    private static Stream<SnapshotManifest> whole(Listing listing) {
        return listing.found().stream()
                .map(Listing.Found::manifest)
                .filter(manifest -> manifest.guild() == SnapshotManifest.EVERYTHING);
    }

    /**
     * Who was forgotten, by schema: as the locations know it, a minute later at most, and as the
     * database that is served says; where it is lost, as of the newest snapshots.
     */
    Map<String, List<byte[]>> forgotten(DatabaseServer server, String name, List<String> schemas) {
        var kept = new ArchivedTombstones(archive).all(says);
        if (server.exists(name)) {
            try {
                return Tombstones.latest(kept, server.tombstones(name, schemas));
            } catch (PostgresFailure e) {
                says.accept(String.valueOf(e.getMessage()));
            }
        }
        return Tombstones.latest(kept, ofSnapshots());
    }

    private Map<String, List<byte[]>> ofSnapshots() {
        var all = new HashMap<String, List<byte[]>>();
        // Not of the newest alone: that may be of a database that began empty.
        for (var manifest : whole(archive.list()).toList()) {
            for (var table : manifest.tables()) {
                if (isTombstones(table)) {
                    all.computeIfAbsent(table.schema(), _ -> new ArrayList<>())
                            .addAll(tuples(manifest, table));
                }
            }
        }
        return all;
    }

    private static boolean isTombstones(TableContent table) {
        return table.table().equals(Tombstones.TABLE)
                && table.columns().stream().map(Column::name).toList().equals(Tombstones.COLUMNS);
    }

    /** A snapshot that cannot be read keeps nobody from restoring another. */
    private List<byte[]> tuples(SnapshotManifest manifest, TableContent table) {
        var tuples = new ArrayList<byte[]>();
        try (var rows = archive.rows(manifest, table)) {
            for (var next = rows.next(); next.isPresent(); next = rows.next()) {
                tuples.add(next.get());
            }
            return tuples;
        } catch (IOException e) {
            says.accept(
                    "who was forgotten by snapshot %d is not known: %s"
                            .formatted(manifest.snapshotId(), e.getMessage()));
            return List.of();
        }
    }
}
