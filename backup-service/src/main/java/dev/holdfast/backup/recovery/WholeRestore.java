package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.PostgresFailure;
import dev.holdfast.backup.postgres.Structure;
import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Restores everything: into a new database beside the one that is served, which is touched only in
 * the end, by one transaction that renames both. Needs the archive and an administrator's address
 * of a server; the database, and the server of before, may be lost.
 */
@Singleton
final class WholeRestore {

    private final Archive archive;
    private final Rebuild rebuild;
    private final Connections connections;
    private final Redis redis;

    @Inject
    WholeRestore(Archive archive, Rebuild rebuild, Connections connections, Redis redis) {
        this.archive = archive;
        this.rebuild = rebuild;
        this.connections = connections;
        this.redis = redis;
    }

    /**
     * Does it. The bot rests meanwhile, and afterwards until an operator ends that; where the
     * restore fails, it works again.
     *
     * @param wanted a snapshot's number, or {@code newest}
     * @param by who asks, for the audit; 1 to 100 characters
     * @param says hears what is being done, a sentence each
     * @throws RebuildFailed in a sentence that says why; the database that is served is as it was
     */
    void run(String wanted, String by, Consumer<String> says)
            throws RebuildFailed, InterruptedException {
        var choice = new SnapshotChoice(archive, says);
        var manifest = choice.of(wanted);
        var name = connections.database();
        var fresh = "%s_restore_%d".formatted(name, manifest.snapshotId());
        says.accept(
                "snapshot %d of %s (%s, %d rows) goes into %s"
                        .formatted(
                                manifest.snapshotId(),
                                manifest.takenAt(),
                                manifest.kind().name().toLowerCase(Locale.ROOT),
                                manifest.rows(),
                                fresh));
        var operation = RestoreOperation.of(manifest, by);
        try (var server = DatabaseServer.ofAdmin(connections)) {
            if (!server.claim(fresh)) {
                throw new RebuildFailed(
                        "Snapshot %d is being restored by another process."
                                .formatted(manifest.snapshotId()));
            }
            leftovers(server, name).filter(server::claim).forEach(server::drop);
            resting(server, new Task(choice, manifest, operation, name, fresh, says));
        } catch (PostgresFailure e) {
            throw new RebuildFailed(String.valueOf(e.getMessage()), e);
        }
        flush(says);
    }

    /**
     * What is to be done.
     *
     * @param name of the database that is replaced
     * @param fresh the name of the new one until then
     */
    private record Task(
            SnapshotChoice choice,
            SnapshotManifest manifest,
            RestoreOperation operation,
            String name,
            String fresh,
            Consumer<String> says) {

        List<String> schemas() {
            return RebuildAttempt.schemas(manifest);
        }
    }

    /** What restores left that died: the names that they give, and no other that begins so. */
    static Stream<String> leftovers(DatabaseServer server, String name) {
        var made = Pattern.compile(Pattern.quote(name) + "_restore_[0-9]+");
        return server.startingWith(name + "_restore_").stream().filter(made.asMatchPredicate());
    }

    private void resting(DatabaseServer server, Task task)
            throws RebuildFailed, InterruptedException {
        var rest =
                RestoreMaintenance.begin(
                        server, task.name(), task.operation(), task.schemas(), task.says());
        var whole = false;
        try {
            replace(server, task);
            whole = true;
        } finally {
            if (!whole) {
                rest.end(task.says());
            }
        }
    }

    private void replace(DatabaseServer server, Task task)
            throws RebuildFailed, InterruptedException {
        server.makeRoles(structure(task.manifest()));
        var rebuilt = rebuild.run(server, task.manifest(), task.fresh(), saying(task.says()));
        task.says().accept("all rows, keys and the ledger are as in the snapshot");
        var whole = false;
        try {
            settle(server, task);
            put(server, rebuilt, task.name(), task.says());
            whole = true;
        } finally {
            if (!whole) {
                Rebuild.drop(server, task.fresh());
            }
        }
    }

    private Structure structure(SnapshotManifest manifest) throws RebuildFailed {
        try {
            return Structure.parse(archive.structure(manifest));
        } catch (IOException | IllegalArgumentException e) {
            throw new RebuildFailed(
                    "Snapshot %d cannot be read: %s"
                            .formatted(manifest.snapshotId(), e.getMessage()),
                    e);
        }
    }

    private static void settle(DatabaseServer server, Task task) {
        try (var connection = server.connect(task.fresh())) {
            connection.analyze();
            // Last of all: people are forgotten until the switch.
            var forgotten = task.choice().forgotten(server, task.name(), task.schemas());
            AftermathStore.settle(connection, task.operation(), task.schemas(), forgotten);
        }
    }

    private void put(DatabaseServer server, Rebuilt rebuilt, String name, Consumer<String> says) {
        server.open(rebuilt.database(), rebuilt.structure());
        var kept = "%s_before_%d".formatted(name, rebuilt.manifest().snapshotId());
        for (var more = 2; server.exists(kept); more++) {
            kept = "%s_before_%d_%d".formatted(name, rebuilt.manifest().snapshotId(), more);
        }
        var there = server.exists(name);
        try {
            server.replace(name, rebuilt.database(), kept);
        } catch (PostgresFailure e) {
            if (!isReplaced(rebuilt.database(), kept)) {
                throw e;
            }
        }
        says.accept(
                "%s is snapshot %d now%s"
                        .formatted(
                                name,
                                rebuilt.manifest().snapshotId(),
                                there
                                        ? "; what it was before is kept as %s until you drop it"
                                                .formatted(kept)
                                        : ""));
    }

    /** A connection that dies in the commit does not say whether that happened; the names do. */
    private boolean isReplaced(String fresh, String kept) {
        try (var server = DatabaseServer.ofAdmin(connections)) {
            return !server.exists(fresh);
        } catch (PostgresFailure e) {
            throw new IllegalStateException(
                    "it is not known whether the restored database took its place: it did if there is a database %s"
                            .formatted(kept),
                    e);
        }
    }

    /** Nothing that it holds is true any more; the services fill it again. */
    private void flush(Consumer<String> says) {
        try {
            redis.flush();
            says.accept("Redis is empty");
        } catch (RedisUnavailable e) {
            says.accept(
                    "Redis does not answer (%s): run FLUSHDB on it before the services start"
                            .formatted(e.getMessage()));
        }
    }

    private static Progress saying(Consumer<String> says) {
        return new Progress() {
            private volatile long said;

            @Override
            public void reached(long done, long total) {
                var percent = 100 * done / total;
                if (percent >= said + 10) {
                    said = percent;
                    says.accept("%d%%".formatted(percent));
                }
            }

            @Override
            public void goOn() {}
        };
    }
}
