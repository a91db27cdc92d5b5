package dev.holdfast.backup.restore;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.TableShape;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.protocol.GuildId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From where rows come back, and where to.
 *
 * @param today all tables there are now
 * @param picked features; empty: all
 */
record RestoreSource(
        Connections connections,
        Archive archive,
        SnapshotManifest manifest,
        List<TableShape> today,
        SchemaMapping correspondence,
        GuildId guild,
        Set<String> picked) {

    RestoreSource {
        today = List.copyOf(today);
        picked = Set.copyOf(picked);
    }

    /** Those whose rows come back, or some of them. */
    List<RestoredTable> pickedTables() {
        return correspondence.tables().stream().filter(this::isPicked).toList();
    }

    private boolean isPicked(RestoredTable table) {
        return picked.isEmpty() || table.namesFeatures() || picked.contains(table.map().feature());
    }

    /** The schemas of all services, by which they are called. */
    Set<String> services() {
        return today.stream()
                .map(TableShape::schema)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many rows of the guild are to be read. */
    long rows() {
        return correspondence.tables().stream().mapToLong(it -> it.rows(guild.value())).sum();
    }
}
