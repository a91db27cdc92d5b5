package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** A snapshot on its way into all locations. Safe for any thread until it is published. */
public final class SnapshotWriter implements AutoCloseable {

    private final long snapshotId;
    private final RepositoryKey key;
    private final List<Target> targets;
    private final Map<String, String> failedBefore;
    private final BiConsumer<String, String> onFailure;
    private final Map<String, ChunkRef> added = new ConcurrentHashMap<>();

    SnapshotWriter(
            long snapshotId,
            RepositoryKey key,
            List<Target> targets,
            Map<String, String> failedBefore,
            BiConsumer<String, String> onFailure) {
        this.snapshotId = snapshotId;
        this.key = key;
        this.targets = List.copyOf(targets);
        this.failedBefore = Map.copyOf(failedBefore);
        this.onFailure = onFailure;
    }

    /** What {@link SnapshotManifest#keyId} is to be. */
    public String keyId() {
        return key.id();
    }

    /**
     * Adds rows; those that a location has are not written again.
     *
     * @param table with its schema, as {@link TableContent#qualified}, or {@link Archive#STRUCTURE}
     * @param frames about 2 MB in all, in guild order; not empty
     * @throws ArchiveException when no location is left
     */
    public ChunkRef add(String table, List<PlainFrame> frames) throws IOException {
        var compressed = Compressed.of(frames);
        var chunk = ChunkFile.ref(table, compressed, key);
        if (added.putIfAbsent(chunk.contentId(), chunk) != null) {
            return chunk;
        }
        for (var target : targets) {
            attempt(target, target::stay);
        }
        var lacking = targets.stream().filter(it -> it.isAlive() && !it.has(chunk)).toList();
        if (!lacking.isEmpty()) {
            var sealed = ChunkFile.seal(table, chunk, compressed, key);
            for (var target : lacking) {
                attempt(target, () -> target.put(table, chunk, sealed));
            }
        }
        return chunk;
    }

    /**
     * Has the snapshot found by everybody: once its chunks are durable and were read back and
     * decrypted, the manifest is written and read back, location by location.
     *
     * @throws ArchiveException when no location has it, or one has another snapshot of that number;
     *     then none lists it
     */
    public PublishResult publish(SnapshotManifest manifest) throws IOException {
        if (manifest.snapshotId() != snapshotId || !manifest.keyId().equals(key.id())) {
            throw new IllegalArgumentException("the manifest is of another snapshot");
        }
        var file = ManifestFile.write(manifest, key);
        refuseTaken(manifest);
        for (var target : targets) {
            attempt(target, () -> target.publish(manifest, file));
        }
        var stored =
                manifest.chunks()
                        .collect(Collectors.toMap(ChunkRef::contentId, it -> it, (one, _) -> one));
        return new PublishResult(
                targets.stream().filter(Target::isAlive).map(Target::name).toList(),
                failed(),
                stored.size(),
                manifest.chunks().mapToLong(ChunkRef::plainBytes).sum(),
                writtenBytes(),
                file.length + stored.values().stream().mapToLong(ChunkRef::storedBytes).sum());
    }

    /** Before any location lists it: a number never stands for two snapshots. */
    private void refuseTaken(SnapshotManifest manifest) throws ArchiveException {
        var taken = new ArrayList<String>();
        for (var target : targets) {
            attempt(
                    target,
                    () -> {
                        if (target.hasAnother(manifest)) {
                            taken.add(target.name());
                        }
                    });
        }
        if (!taken.isEmpty()) {
            throw new ArchiveException(
                    "There is another snapshot %d already, in %s. Nothing was overwritten."
                            .formatted(snapshotId, String.join(", ", taken)));
        }
    }

    /** So many bytes were written until now, in the location that got the most. */
    public long writtenBytes() {
        return targets.stream().mapToLong(Target::bytes).max().orElse(0);
    }

    /** Abandons what was not published. */
    @Override
    public void close() {
        targets.forEach(Target::close);
    }

    private interface Step {
        void make() throws IOException;
    }

    private void attempt(Target target, Step step) throws ArchiveException {
        if (target.isAlive()) {
            try {
                step.make();
            } catch (IOException e) {
                target.failed(e);
                onFailure.accept(target.name(), Repository.why(e));
            }
        }
        if (targets.stream().noneMatch(Target::isAlive)) {
            throw new ArchiveException(
                    Archive.sentence("No location holds the snapshot", failed()));
        }
    }

    private Map<String, String> failed() {
        var all = new HashMap<>(failedBefore);
        targets.forEach(it -> it.failure().ifPresent(why -> all.put(it.name(), why)));
        return all;
    }
}
