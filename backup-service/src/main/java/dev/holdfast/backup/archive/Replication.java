package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies to one location what the others have and it lacks, or has damaged. */
final class Replication {

    private final Repository to;
    private final Sources others;
    private final Progress progress;
    private final List<Long> snapshots = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private long written;

    Replication(Repository to, Sources others, Progress progress) {
        this.to = to;
        this.others = others;
        this.progress = progress;
    }

    ReplicationResult replicate(RepositoryKey key) throws IOException {
        to.prepare(key);
        try (var mark = ActivityMark.set(to.location(), ActivityMark.WRITING)) {
            Sweep.letEnd(mark);
            var there = new HashMap<>(to.chunks());
            var own = new HashSet<Long>();
            to.each(manifest -> own.add(manifest.snapshotId()));
            var wanted = elsewhere();
            own.forEach(id -> wanted.putIfAbsent(id, to));
            var done = 0;
            for (var each : wanted.entrySet()) {
                progress.reached(done++, wanted.size());
                mark.renew();
                var manifest = each.getValue().manifest(each.getKey());
                copy(manifest, own.contains(manifest.snapshotId()), there, mark);
            }
        }
        to.behind(!failed.isEmpty());
        return new ReplicationResult(to.name(), snapshots, written, failed);
    }

    /** Where each snapshot of the other locations is. */
    private SortedMap<Long, Repository> elsewhere() {
        var found = new TreeMap<Long, Repository>();
        for (var repository : others.repositories()) {
            try {
                repository.each(manifest -> found.putIfAbsent(manifest.snapshotId(), repository));
            } catch (IOException e) {
                failed.add("%s: %s".formatted(repository.name(), Repository.why(e)));
            }
        }
        return found;
    }

    private void copy(
            SnapshotManifest manifest, boolean isThere, Map<String, Long> there, ActivityMark mark)
            throws IOException {
        var isWhole = true;
        try (var batch = to.location().batch()) {
            var copied = new ArrayList<Named>();
            for (var each : named(manifest)) {
                var chunk = each.chunk();
                if (Long.valueOf(chunk.storedBytes()).equals(there.get(chunk.contentId()))) {
                    continue;
                }
                mark.renew();
                try {
                    var stored =
                            others.read(
                                    manifest,
                                    chunk,
                                    (from, key) ->
                                            ChunkFile.stored(from, key, each.table(), chunk));
                    batch.put(Layout.chunk(chunk.contentId()), stored);
                    copied.add(each);
                    written += stored.length;
                } catch (ArchiveException | DamagedException e) {
                    failed.add(e.getMessage());
                    isWhole = false;
                }
            }
            batch.settle();
            for (var each : copied) {
                ChunkFile.stored(
                        to.location(), to.key(manifest.keyId()), each.table(), each.chunk());
                to.trust(each.chunk().contentId());
                there.put(each.chunk().contentId(), each.chunk().storedBytes());
            }
        }
        if (isWhole && !isThere) {
            publish(manifest);
        }
    }

    private void publish(SnapshotManifest manifest) throws IOException {
        var key = to.key(manifest.keyId());
        to.prepare(key);
        var file = ManifestFile.write(manifest, key);
        to.location().put(Layout.manifest(manifest.snapshotId()), file);
        if (!to.manifest(manifest.snapshotId()).equals(manifest)) {
            throw new DamagedException("the manifest does not read back as it was written");
        }
        written += file.length;
        snapshots.add(manifest.snapshotId());
    }

    private record Named(String table, ChunkRef chunk) {}

    private static List<Named> named(SnapshotManifest manifest) {
        var named = new ArrayList<Named>();
        named.add(new Named(Archive.STRUCTURE, manifest.structure()));
        for (var table : manifest.tables()) {
            table.chunks().forEach(chunk -> named.add(new Named(table.qualified(), chunk)));
        }
        return named;
    }
}
