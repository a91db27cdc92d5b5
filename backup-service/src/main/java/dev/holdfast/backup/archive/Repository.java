package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import dev.holdfast.backup.key.Unwrapped;
import dev.holdfast.backup.postgres.Tombstones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What one location holds, in terms of snapshots. Safe for any thread. */
final class Repository {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final Location location;
    private final Keyring keys;

    /** Chunks that were read and found damaged; until they are written again they do not count. */
    private final Set<String> distrusted = ConcurrentHashMap.newKeySet();

    private volatile boolean behind = true;

    Repository(Location location, Keyring keys) {
        this.location = location;
        this.keys = keys;
    }

    Location location() {
        return location;
    }

    String name() {
        return location.name();
    }

    /** Whether it may lack something that others have; at the start nobody knows. */
    boolean isBehind() {
        return behind;
    }

    void behind(boolean now) {
        behind = now;
    }

    /** Has it ready to be written to. */
    void prepare(RepositoryKey key) throws IOException {
        checkFormat();
        keys.keep(location, key);
    }

    /** Made where it is missing; what is damaged is told from what is not ours by its keys. */
    private void checkFormat() throws IOException {
        try {
            if (Arrays.equals(format(), Layout.format())) {
                return;
            }
            if (keys.look(location).files().values().stream()
                    .noneMatch(Unwrapped.Opened.class::isInstance)) {
                throw new IOException(
                        "its file 'format' is of no format that this build knows. Nothing was"
                                + " overwritten");
            }
        } catch (NoSuchFileException _) { // it is new
            LOG.infof("%s is made ready for snapshots", name());
        }
        location.put(Layout.FORMAT, Layout.format());
    }

    private byte[] format() throws IOException {
        return location.read(Layout.FORMAT, 0, 1024);
    }

    boolean isOfThisFormat() throws IOException {
        try {
            return Arrays.equals(format(), Layout.format());
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** The chunks it has, with their sizes; not those that are known to be damaged. */
    Map<String, Long> chunks() throws IOException {
        var found = new HashMap<String, Long>();
        for (var file : location.list(Layout.CHUNKS)) {
            Layout.contentId(file.path())
                    .filter(id -> !distrusted.contains(id))
                    .ifPresent(id -> found.put(id, file.bytes()));
        }
        return found;
    }

    void distrust(String contentId) {
        distrusted.add(contentId);
        behind = true;
    }

    void trust(String contentId) {
        distrusted.remove(contentId);
    }

    /** The key that seals a file; looked for in this location if need be. */
    RepositoryKey key(String id) throws IOException {
        if (keys.key(id).isEmpty()) {
            keys.look(location);
        }
        return keys.key(id)
                .orElseThrow(() -> new DamagedException("its key %s is not there".formatted(id)));
    }

    /** Its key files, looked at anew. */
    Keyring.KeyFiles keyFiles() throws IOException {
        return keys.look(location);
    }

    /** For a snapshot of so many bytes, and half as much again. */
    void requireRoom(long expectedBytes) throws IOException {
        var needed = expectedBytes + expectedBytes / 2;
        var free = location.freeBytes();
        if (free.isPresent() && free.getAsLong() < needed) {
            throw new IOException(
                    "a snapshot needs %d MB free and there are %d. Make room, or keep fewer days (BACKUP_KEEP_DAYS)"
                            .formatted(needed >> 20, free.getAsLong() >> 20));
        }
    }

    /** What is there stays, and a file that does not open is replaced: it says nothing. */
    void keepTombstones(String schema, List<byte[]> tuples, RepositoryKey key) throws IOException {
        prepare(key);
        var path = Layout.TOMBSTONES + schema;
        var known = List.<byte[]>of();
        try {
            known = tombstones(path);
        } catch (NoSuchFileException _) {
            LOG.debugf("%s: %s is new", name(), path);
        } catch (DamagedException e) {
            LOG.errorf("%s: %s %s; it is written anew", name(), path, e.getMessage());
        }
        location.put(path, TombstoneFile.write(Tombstones.latest(known, tuples), key));
        tombstones(path);
    }

    /**
     * Who was forgotten, by schema; a file that cannot be read hides no other.
     *
     * @param unreadable hears why one cannot, or all
     */
    Map<String, List<byte[]>> tombstones(Consumer<IOException> unreadable) {
        var all = new TreeMap<String, List<byte[]>>();
        try {
            for (var file : location.list(Layout.TOMBSTONES)) {
                var schema = file.path().substring(Layout.TOMBSTONES.length());
                try {
                    all.put(schema, tombstones(file.path()));
                } catch (IOException e) {
                    unreadable.accept(e);
                }
            }
        } catch (IOException e) {
            unreadable.accept(e);
        }
        return all;
    }

    private List<byte[]> tombstones(String path) throws IOException {
        try (var stream = location.open(path)) {
            var file = stream.readAllBytes();
            return TombstoneFile.read(file, key(TombstoneFile.keyId(file)));
        }
    }

    /** Whether it has a snapshot of that number, be it one that does not open. */
    boolean has(long snapshotId) throws IOException {
        try {
            var _ = location.read(Layout.manifest(snapshotId), 0, 1);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    byte[] manifestFile(long snapshotId) throws IOException {
        try (var file = location.open(Layout.manifest(snapshotId))) {
            return file.readAllBytes();
        }
    }

    SnapshotManifest manifest(long snapshotId) throws IOException {
        var file = manifestFile(snapshotId);
        return ManifestFile.read(snapshotId, file, key(ManifestFile.keyId(file)));
    }

    /** What is done with a manifest. */
    interface Reading {
        void opened(SnapshotManifest manifest) throws IOException;
    }

    /**
     * Opens all its manifests, oldest first, one at a time.
     *
     * @return those that do not open
     */
    List<Listing.Unreadable> each(Reading reading) throws IOException {
        var unreadable = new ArrayList<Listing.Unreadable>();
        for (var file : location.list(Layout.SNAPSHOTS)) {
            var id = Layout.snapshotId(file.path());
            if (id.isEmpty()) {
                unreadable.add(new Listing.Unreadable(name(), file.path(), "is no manifest"));
                continue;
            }
            try {
                reading.opened(manifest(id.getAsLong()));
            } catch (NoSuchFileException _) { // deleted meanwhile
                LOG.debugf("%s: %s was deleted meanwhile", name(), file.path());
            } catch (DamagedException e) {
                unreadable.add(new Listing.Unreadable(name(), file.path(), why(e)));
            }
        }
        return unreadable;
    }

    Listing.Found found(SnapshotManifest manifest) {
        var id = manifest.snapshotId();
        return new Listing.Found(
                name(),
                id,
                manifest.kind(),
                manifest.guild(),
                manifest.takenAt(),
                manifest.rows(),
                () -> again(id));
    }

    private SnapshotManifest again(long snapshotId) {
        try {
            return manifest(snapshotId);
        } catch (IOException e) {
            throw new UncheckedIOException(why(e), e);
        }
    }

    /** Whether the location answered: what was asked for is damaged there, or not there. */
    static boolean isAnswer(IOException failed) {
        return failed instanceof DamagedException || failed instanceof NoSuchFileException;
    }

    static String why(IOException failed) {
        return switch (failed) {
            case NoSuchFileException none -> "%s is not there".formatted(none.getFile());
            case AccessDeniedException refused ->
                    "%s may not be read or written".formatted(refused.getFile());
            default -> String.valueOf(failed.getMessage());
        };
    }
}
