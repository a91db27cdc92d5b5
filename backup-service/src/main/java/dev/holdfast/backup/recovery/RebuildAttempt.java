package dev.holdfast.backup.recovery;

import dev.holdfast.backup.archive.Archive;
import dev.holdfast.backup.archive.Column;
import dev.holdfast.backup.archive.Schema;
import dev.holdfast.backup.archive.SnapshotManifest;
import dev.holdfast.backup.archive.TableContent;
import dev.holdfast.backup.postgres.DatabaseServer;
import dev.holdfast.backup.postgres.RebuildConnection;
import dev.holdfast.backup.postgres.SequenceState;
import dev.holdfast.backup.postgres.Structure;
import dev.holdfast.backup.postgres.Structure.Phase;
import dev.holdfast.backup.postgres.Structure.Step;
import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** One attempt to fill an empty database from a snapshot. */
final class RebuildAttempt {

    private static final int WORKERS = 2;

    private final Archive archive;
    private final DatabaseServer server;
    private final SnapshotManifest manifest;
    private final Structure structure;
    private final String database;
    private final RebuildProgress progress;

    RebuildAttempt(
            Archive archive,
            DatabaseServer server,
            SnapshotManifest manifest,
            Structure structure,
            String database,
            Progress progress) {
        this.archive = archive;
        this.server = server;
        this.manifest = manifest;
        this.structure = structure;
        this.database = database;
        this.progress = new RebuildProgress(progress, manifest);
    }

    void run() throws RebuildFailed, IOException, InterruptedException {
        try (var connection = server.connect(database)) {
            make(connection, structure.of(Phase.BEFORE_DATA));
            tables();
            make(connection, indexesOfNoTable());
            make(connection, structure.of(Phase.FOREIGN_KEYS));
            for (var sequence : manifest.sequences()) {
                connection.set(
                        new SequenceState(
                                sequence.schema(),
                                sequence.name(),
                                sequence.lastValue(),
                                sequence.called()));
            }
            make(connection, structure.of(Phase.AFTER_DATA));
            if (connection.majorVersion() >= Structure.FIRST_WITH_MAINTAINERS) {
                make(connection, structure.of(Phase.MAINTAINERS));
            }
            new RebuildComparison(manifest, structure).check(connection);
            progress.done();
        }
    }

    private void make(RebuildConnection connection, List<Step> steps) {
        for (var step : steps) {
            progress.goOn();
            connection.make(step);
        }
    }

    /** The largest first; each with its indexes, and read back. */
    private void tables() throws RebuildFailed, IOException, InterruptedException {
        var queue =
                manifest.tables().stream()
                        .sorted(Comparator.comparingLong(Rebuild::bytesOf).reversed())
                        .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ExecutorCompletionService<Boolean>(threads);
            for (var worker = 0; worker < WORKERS; worker++) {
                workers.submit(() -> work(queue));
            }
            try {
                for (var worker = 0; worker < WORKERS; worker++) {
                    workers.take().get();
                }
            } catch (ExecutionException e) {
                throw rethrown(e);
            } finally {
                queue.clear();
                threads.shutdownNow();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException failed)
            throws RebuildFailed, IOException {
        return switch (failed.getCause()) {
            case RebuildFailed known -> throw known;
            case IOException unreadable -> throw unreadable;
            case RuntimeException other -> throw other;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }

    private boolean work(Queue<TableContent> queue) throws RebuildFailed, IOException {
        try (var connection = server.connect(database)) {
            for (var table = queue.poll(); table != null; table = queue.poll()) {
                fill(connection, table);
            }
            return true;
        }
    }

    private void fill(RebuildConnection connection, TableContent table)
            throws RebuildFailed, IOException {
        var columns = table.columns().stream().map(Column::name).toList();
        try (var rows = archive.rows(manifest, table)) {
            connection.load(
                    table.schema(),
                    table.table(),
                    columns,
                    () -> {
                        progress.goOn();
                        var next = rows.next();
                        next.ifPresent(tuples -> progress.loaded(tuples.length));
                        return next;
                    });
        }
        make(connection, indexesOf(table));
        RebuildComparison.check(table, connection.read(table.schema(), table.table(), columns));
        progress.compared(table);
    }

    private List<Step> indexesOf(TableContent table) {
        var name = Structure.name(table.schema(), table.table());
        return structure.of(Phase.INDEXES).stream()
                .filter(step -> step.table().equals(name))
                .toList();
    }

    /** Of partitions, and what ties the indexes of partitions together. */
    private List<Step> indexesOfNoTable() {
        var made = new ArrayList<String>();
        manifest.tables().forEach(table -> made.add(Structure.name(table.schema(), table.table())));
        return structure.of(Phase.INDEXES).stream()
                .filter(step -> !made.contains(step.table()))
                .toList();
    }

    static List<String> schemas(SnapshotManifest manifest) {
        return manifest.schemas().stream().map(Schema::name).toList();
    }
}
