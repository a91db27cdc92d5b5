package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One of the locations that a snapshot is being written to. After its first failure it is left
 * alone. Safe for any thread.
 */
final class Target implements AutoCloseable {

    private final Repository repository;
    private final RepositoryKey key;
    private final ActivityMark mark;
    private final Location.Batch batch;
    private final Map<String, Long> there;
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable String failure;

    private record Written(String table, ChunkRef chunk) {}

    private Target(Repository repository, RepositoryKey key, ActivityMark mark) throws IOException {
        this.repository = repository;
        this.key = key;
        this.mark = mark;
        this.there = new ConcurrentHashMap<>(repository.chunks());
        this.batch = repository.location().batch();
    }

    /** Marks it first: what is there from now on stays until this is closed. */
    static Target open(Repository repository, RepositoryKey key) throws IOException {
        repository.prepare(key);
        var mark = ActivityMark.set(repository.location(), ActivityMark.WRITING);
        try {
            Sweep.letEnd(mark);
            return new Target(repository, key, mark);
        } catch (IOException | RuntimeException e) {
            mark.close();
            throw e;
        }
    }

    String name() {
        return repository.name();
    }

    long bytes() {
        return bytes.get();
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isAlive() {
        return failure == null;
    }

    void failed(IOException why) {
        failure = Repository.why(why);
        repository.behind(true);
    }

    boolean has(ChunkRef chunk) {
        return Long.valueOf(chunk.storedBytes()).equals(there.get(chunk.contentId()));
    }

    /** What the snapshot counts on stays, however long it takes. */
    void stay() throws IOException {
        mark.renew();
    }

    void put(String table, ChunkRef chunk, byte[] sealed) throws IOException {
        mark.renew();
        batch.put(Layout.chunk(chunk.contentId()), sealed);
        written.put(chunk.contentId(), new Written(table, chunk));
        bytes.addAndGet(sealed.length);
    }

    /** Whether it has a snapshot of that number already, and not this very manifest. */
    boolean hasAnother(SnapshotManifest manifest) throws IOException {
        try {
            return !repository.manifest(manifest.snapshotId()).equals(manifest);
        } catch (NoSuchFileException _) {
            return false;
        } catch (DamagedException _) { // nobody knows what it was
            return true;
        }
    }

    /**
     * Chunks, read back, then the manifest, read back: whoever finds it finds all of it.
     *
     * @throws ArchiveException when it has another snapshot of that number, which stays as it is
     */
    void publish(SnapshotManifest manifest, byte[] file) throws IOException {
        if (hasAnother(manifest)) {
            throw new ArchiveException(
                    "it has another snapshot %d already. Nothing was overwritten"
                            .formatted(manifest.snapshotId()));
        }
        batch.settle();
        readBackChunks();
        checkPresence(manifest);
        var path = Layout.manifest(manifest.snapshotId());
        try {
            repository.location().put(path, file);
            if (!repository.manifest(manifest.snapshotId()).equals(manifest)) {
                throw new DamagedException("the manifest does not read back as it was written");
            }
        } catch (IOException e) {
            withdraw(path, e);
            throw e;
        }
        bytes.addAndGet(file.length);
    }

    private void readBackChunks() throws IOException {
        for (var each : written.values()) {
            mark.renew();
            var id = each.chunk().contentId();
            try {
                ChunkFile.stored(repository.location(), key, each.table(), each.chunk());
            } catch (DamagedException e) {
                repository.distrust(id);
                throw new DamagedException(
                        "%s was not stored as it was written: it %s"
                                .formatted(Layout.chunk(id), e.getMessage()),
                        e);
            }
            repository.trust(id);
        }
    }

    private void checkPresence(SnapshotManifest manifest) throws IOException {
        var now = repository.chunks();
        var missing =
                manifest.chunks()
                        .filter(chunk ->
                                !Long.valueOf(chunk.storedBytes())
                                        .equals(now.get(chunk.contentId())))
                        .findFirst();
        if (missing.isPresent()) {
            throw new DamagedException(
                    "%s is not there any more".formatted(Layout.chunk(missing.get().contentId())));
        }
    }

    private void withdraw(String path, IOException because) {
        try {
            repository.location().delete(path);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        batch.close();
        mark.close();
    }
}
