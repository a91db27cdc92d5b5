package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.MasterKeys;
import dev.holdfast.backup.key.RepositoryKey;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps snapshots, in all locations at once. A location that fails is left out, reported to the
 * operator and made whole later. Safe for any thread.
 */
@Singleton
public final class Archive {

    /** What the structure's chunk is bound to, in place of a table. */
    public static final String STRUCTURE = "structure";

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final List<Repository> repositories;
    private final Keyring keys;
    private final Consumer<Alert> alerts;

    @Inject
    Archive(Locations locations, Alerts alerts) {
        this(locations.all(), locations::masterKeys, alerts::operator);
    }

    Archive(List<Location> locations, Supplier<MasterKeys> masters, Consumer<Alert> alerts) {
        this.keys = new Keyring(masters);
        this.repositories = locations.stream().map(it -> new Repository(it, keys)).toList();
        this.alerts = alerts;
    }

    /** The locations' names, as the operator set them. */
    public List<String> locations() {
        return repositories.stream().map(Repository::name).toList();
    }

    /**
     * Begins a snapshot.
     *
     * @param expectedBytes what the last one wrote; each location must have room for 1.5 times that
     * @throws ArchiveException when no location can take it
     */
    public SnapshotWriter begin(long snapshotId, long expectedBytes) throws IOException {
        var failed = new LinkedHashMap<String, String>();
        var key = currentKey(failed);
        var targets = new ArrayList<Target>();
        for (var repository : repositories) {
            if (!failed.containsKey(repository.name())) {
                try {
                    repository.requireRoom(expectedBytes);
                    targets.add(Target.open(repository, key));
                } catch (IOException e) {
                    failed.put(repository.name(), Repository.why(e));
                }
            }
        }
        if (targets.isEmpty()) {
            throw new ArchiveException(sentence("No location can take a snapshot", failed));
        }
        repositories.stream()
                .filter(it -> failed.containsKey(it.name()))
                .forEach(it -> it.behind(true));
        failed.forEach(this::alert);
        return new SnapshotWriter(snapshotId, key, targets, failed, this::alert);
    }

    List<Repository> repositories() {
        return repositories;
    }

    /**
     * A new one only where no location, of those that answer, has files of any.
     *
     * @param failed gets why locations are not to be written to, by name
     */
    RepositoryKey currentKey(Map<String, String> failed) throws ArchiveException {
        var looked = new LinkedHashMap<String, Keyring.KeyFiles>();
        for (var repository : repositories) {
            try {
                looked.put(repository.name(), keys.look(repository.location()));
            } catch (IOException e) {
                failed.put(repository.name(), Repository.why(e));
            }
        }
        looked.forEach(
                (name, files) -> files.trouble(keys).ifPresent(why -> failed.put(name, why)));
        var current = keys.current();
        if (current.isPresent()) {
            return current.get();
        }
        if (looked.isEmpty() || looked.keySet().stream().anyMatch(failed::containsKey)) {
            throw new ArchiveException(sentence("No location can take a snapshot", failed));
        }
        return keys.make();
    }

    private void alert(String location, String why) {
        alerts.accept(
                new Alert(
                        "backup.location",
                        location,
                        "Snapshots are not written to %s: %s. The other locations get them; this one is made whole when it is back."
                                .formatted(location, why)));
    }

    /** What is there, in every location. */
    public Listing list() {
        var found = new ArrayList<Listing.Found>();
        var unreadable = new ArrayList<Listing.Unreadable>();
        var away = new LinkedHashMap<String, String>();
        for (var repository : repositories) {
            try {
                unreadable.addAll(
                        repository.each(manifest -> found.add(repository.found(manifest))));
            } catch (IOException e) {
                away.put(repository.name(), Repository.why(e));
            }
        }
        return new Listing(found, unreadable, away);
    }

    /**
     * Whether a location has a snapshot of that number, be it one that does not open. What a
     * location has that does not answer nobody knows.
     */
    public boolean isTaken(long snapshotId) {
        for (var repository : repositories) {
            try {
                if (repository.has(snapshotId)) {
                    return true;
                }
            } catch (IOException e) {
                LOG.warnf(
                        "%s does not say whether it has snapshot %d: %s",
                        repository.name(), snapshotId, Repository.why(e));
            }
        }
        return false;
    }

    /**
     * The manifest of a snapshot, from any location.
     *
     * @throws NoSuchFileException when no location has it
     * @throws DamagedException when all answer and none has it undamaged
     * @throws ArchiveException when one that may have it does not answer
     */
    public SnapshotManifest manifest(long snapshotId) throws IOException {
        var failed = new LinkedHashMap<String, IOException>();
        for (var repository : repositories) {
            try {
                return repository.manifest(snapshotId);
            } catch (IOException e) {
                failed.put(repository.name(), e);
            }
        }
        var whys = new TreeMap<String, String>();
        failed.forEach((name, why) -> whys.put(name, Repository.why(why)));
        var sentence = sentence("No location has snapshot " + snapshotId, whys);
        if (failed.values().stream().allMatch(NoSuchFileException.class::isInstance)) {
            throw new NoSuchFileException(Layout.manifest(snapshotId));
        }
        throw failed.values().stream().allMatch(Repository::isAnswer)
                ? new DamagedException(sentence)
                : new ArchiveException(sentence);
    }

    /** The structure of a snapshot, from any location. */
    public byte[] structure(SnapshotManifest manifest) throws IOException {
        var chunk = manifest.structure();
        var stream =
                sources()
                        .read(
                                manifest,
                                chunk,
                                (location, key) ->
                                        ChunkFile.stream(location, key, STRUCTURE, chunk));
        var structure = new ByteArrayOutputStream();
        for (var frame : chunk.frames()) {
            structure.writeBytes(Compressed.plain(stream, Math.toIntExact(frame.offset()), frame));
        }
        return structure.toByteArray();
    }

    /** All rows of a table, from any location. */
    public Rows rows(SnapshotManifest manifest, TableContent table) {
        return Rows.all(sources(), manifest, table);
    }

    /**
     * One guild's rows of a table, and only those; reads the frames that may hold them and no
     * others.
     *
     * @throws IllegalArgumentException when the snapshot is another guild's, or the table holds no
     *     guild's data
     */
    public Rows rows(SnapshotManifest manifest, TableContent table, long guild) {
        return Rows.of(sources(), manifest, table, guild);
    }

    private Sources sources() {
        return new Sources(repositories);
    }

    /** Reads a snapshot whole in one location: every chunk, frame, count and hash. */
    public Verdict verify(long snapshotId, String location, Progress progress) {
        return new Verification(repository(location), progress).verify(snapshotId);
    }

    /** What is not as it should be in a location, found without reading chunks. */
    public List<Verdict.Damage> inspect(String location) throws IOException {
        return Inspection.inspect(repository(location));
    }

    /** Deletes a snapshot's manifest in one location; its chunks go with the next sweep. */
    public void delete(long snapshotId, String location) throws IOException {
        repository(location).location().delete(Layout.manifest(snapshotId));
    }

    /**
     * Deletes in one location what no snapshot names. Does nothing while a snapshot is being
     * written there, or where a manifest does not open.
     */
    public SweepResult sweep(String location) throws IOException {
        return Sweep.sweep(repository(location));
    }

    /** Copies to one location what the others have and it lacks or has damaged. */
    public ReplicationResult replicate(String location, Progress progress) throws IOException {
        var to = repository(location);
        var failed = new LinkedHashMap<String, String>();
        var key = currentKey(failed);
        if (failed.containsKey(location)) {
            throw new ArchiveException("%s: %s".formatted(location, failed.get(location)));
        }
        var others = repositories.stream().filter(it -> it != to).toList();
        return new Replication(to, new Sources(others), progress).replicate(key);
    }

    /** Whether a location seems to lack what another has: looks at names only. */
    boolean isBehind(String location) throws IOException {
        var to = repository(location);
        if (to.isBehind()) {
            return true;
        }
        var own = names(to);
        for (var other : repositories) {
            if (other != to && !own.containsAll(names(other))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(Repository repository) throws IOException {
        return repository.location().list(Layout.SNAPSHOTS).stream().map(StoredFile::path).toList();
    }

    /** Looks whether a location is in reach. */
    public void look(String location) throws IOException {
        var place = repository(location).location();
        place.freeBytes();
        place.list(Layout.KEYS);
    }

    private Repository repository(String location) {
        return repositories.stream()
                .filter(it -> it.name().equals(location))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no location " + location));
    }

    static String sentence(String what, Map<String, String> failed) {
        return failed.entrySet().stream()
                .map(it -> "%s: %s".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining("; ", what + ". ", "."));
    }
}
