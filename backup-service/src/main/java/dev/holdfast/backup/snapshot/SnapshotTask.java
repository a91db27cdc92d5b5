package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.PlainFrame;
import dev.holdfast.backup.archive.PublishResult;
import dev.holdfast.backup.archive.Server;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.SnapshotWriter;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.archive.Verdict;
import dev.holdfast.backup.postgres.ArchiveLock;
import dev.holdfast.kit.database.Connections;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Takes one snapshot: exports a picture, compares it with its source, publishes it and reads it
 * whole. What is published is good: whoever finds it later may verify it. For one thread.
 */
final class SnapshotTask {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    private final Connections connections;
    private final Archive archive;
    private final String application;
    private final ArchiveLock lock;
    private final ExportProgress progress;

    /** Hears of what becomes of it. */
    interface Listener {

        void copied(SnapshotManifest manifest, PublishResult published);

        void read(String location, Verdict verdict);
    }

    SnapshotTask(
            Connections connections,
            Archive archive,
            String application,
            ArchiveLock lock,
            ExportProgress progress) {
        this.connections = connections;
        this.archive = archive;
        this.application = application;
        this.lock = lock;
        this.progress = progress;
    }

    /**
     * Takes it.
     *
     * @param expectedBytes what the last one stores
     * @return where it was read whole
     * @throws IOException when no location has it whole
     * @throws RuntimeException when PostgreSQL fails, or what was exported is not what is there
     */
    List<String> take(long id, SnapshotRequest request, long expectedBytes, Listener listener)
            throws IOException, InterruptedException {
        try (var picture = DatabaseView.take(connections, request.guild().value());
                var writing = archive.begin(id, expectedBytes)) {
            var exporter = new Exporter(connections, writing, progress);
            var exported =
                    exporter.export(
                            picture.export(), picture.pieces(), () -> picture.count(progress));
            progress.copied();
            var contents = picture.contents(exported);
            picture.compare(contents);
            var manifest = manifest(id, request, picture, writing, contents);
            lock.goOn();
            var published = writing.publish(manifest);
            listener.copied(manifest, published);
            return verify(id, published, listener);
        }
    }

    private SnapshotManifest manifest(
            long id,
            SnapshotRequest request,
            DatabaseView picture,
            SnapshotWriter writing,
            List<TableContent> contents)
            throws IOException {
        var structure = new PlainFrame(picture.structure(), 0, 0, 0);
        var before = picture.before();
        var after = picture.after();
        return new SnapshotManifest(
                SnapshotManifest.FORMAT,
                id,
                request.kind(),
                request.reason(),
                request.guild().value(),
                before.now(),
                before.now(),
                application,
                new Server(before.version(), before.systemIdentifier(), before.lsn(), after.lsn()),
                picture.schemas(),
                writing.add(Archive.STRUCTURE, List.of(structure)),
                picture.sequences(),
                contents,
                picture.ledger(),
                writing.keyId());
    }

    /** In every location that has it; one where it is damaged loses it. */
    private List<String> verify(long id, PublishResult published, Listener listener)
            throws IOException {
        var wrong = new TreeMap<String, String>();
        var locations = published.locations();
        for (var at = 0; at < locations.size(); at++) {
            var location = locations.get(at);
            var verdict = archive.verify(id, location, progress.verifying(at, locations.size()));
            switch (verdict) {
                case Verdict.Whole _ -> {}
                case Verdict.Damaged damaged -> {
                    wrong.put(location, FailureWords.of(damaged));
                    delete(id, location);
                }
                case Verdict.Away(var why) -> wrong.put(location, why);
            }
            listener.read(location, verdict);
        }
        var whole = locations.stream().filter(each -> !wrong.containsKey(each)).toList();
        if (whole.isEmpty()) {
            throw new IOException("no location has it whole: " + sentences(wrong));
        }
        return whole;
    }

    private static String sentences(Map<String, String> byLocation) {
        return String.join(
                "; ",
                byLocation.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList());
    }

    private void delete(long id, String location) {
        try {
            archive.delete(id, location);
        } catch (IOException | RuntimeException e) {
            LOG.errorf("snapshot %d is damaged and stays in %s: %s", id, location, e);
        }
    }
}
