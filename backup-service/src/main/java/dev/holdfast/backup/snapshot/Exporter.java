package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.ChunkRef;
import dev.holdfast.backup.archive.PlainFrame;
import dev.holdfast.backup.archive.SnapshotWriter;
import dev.holdfast.backup.postgres.CopyOut;
import dev.holdfast.backup.postgres.ReadTransaction;
import dev.holdfast.backup.postgres.RowSelection;
import dev.holdfast.backup.postgres.Tuples;
import dev.holdfast.kit.database.Connections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Exports the pieces of a picture into the archive: some workers, each with a connection of its own
 * that joins the picture, and each with a segment and a range of rows in memory.
 */
final class Exporter {

    private static final int WORKERS = 2;

    private final Connections connections;
    private final SnapshotWriter writing;
    private final ExportProgress progress;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Exporter(Connections connections, SnapshotWriter writing, ExportProgress progress) {
        this.connections = connections;
        this.writing = writing;
        this.progress = progress;
    }

    /**
     * Exports them all.
     *
     * @param picture exported by a transaction that stays open
     * @param meanwhile done by the calling thread while the workers work
     * @throws RuntimeException what the first worker that failed threw; the others end as well
     */
    List<Exported> export(String picture, List<ExportPart> pieces, Runnable meanwhile)
            throws InterruptedException, IOException {
        progress.expect(pieces.stream().mapToLong(ExportPart::bytes).sum());
        var waiting = new ConcurrentLinkedQueue<>(pieces);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var workers = new ArrayList<Future<List<Exported>>>();
                for (var worker = 0; worker < workers(); worker++) {
                    workers.add(threads.submit(() -> work(picture, waiting)));
                }
                meanwhile.run();
                var done = new ArrayList<Exported>();
                for (var worker : workers) {
                    done.addAll(ended(worker));
                }
                return done;
            } finally {
                stopped.set(true);
                threads.shutdownNow();
            }
        }
    }

    /** Where there is time, one is enough. */
    private int workers() {
        return progress.throttle().isLimited() ? 1 : WORKERS;
    }

    private List<Exported> work(String picture, Queue<ExportPart> waiting) throws IOException {
        var done = new ArrayList<Exported>();
        var isDone = false;
        try (var transaction = ReadTransaction.join(connections, picture)) {
            for (var piece = waiting.poll();
                    piece != null && !stopped.get();
                    piece = waiting.poll()) {
                done.add(export(transaction, piece));
            }
            isDone = true;
            return done;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!isDone) {
                stopped.set(true);
            }
        }
    }

    private Exported export(ReadTransaction transaction, ExportPart piece) {
        var chunks = new ArrayList<ChunkRef>();
        var table = piece.table();
        var segments = segments(piece, chunks);
        switch (piece.part()) {
            case RowSelection.Blocks blocks ->
                    exportRange(transaction, piece, blocks, segments, chunks);
            case RowSelection.All _, RowSelection.OfGuild _ -> {
                CopyOut.Sink sink = segments::add;
                transaction.copy(table, piece.part(), sink);
                segments.end();
            }
        }
        return new Exported(piece, chunks, segments.hash(), segments.guildRows());
    }

    /**
     * PostgreSQL puts new rows into gaps of old blocks. Those are told by their numbers, which are
     * past the first of the next range, and written apart: the others stay as they were.
     */
    private void exportRange(
            ReadTransaction transaction,
            ExportPart piece,
            RowSelection.Blocks blocks,
            SegmentWriter segments,
            List<ChunkRef> chunks) {
        var table = piece.table();
        var next = new RowSelection.Blocks(blocks.to(), blocks.to() + 1);
        var bound = transaction.leastNumber(table, next).orElse(Long.MAX_VALUE);
        var late = segments(piece, chunks);
        var order = new GuildOrder(table.guildField(), segments);
        var lateOrder = new GuildOrder(table.guildField(), late);
        var number = table.numberField();
        transaction.copy(
                table,
                blocks,
                (bytes, offset) -> {
                    var isLate = Tuples.bigint(bytes, offset, number) >= bound;
                    (isLate ? lateOrder : order).add(bytes, offset);
                });
        order.end();
        lateOrder.end();
        segments.add(late);
    }

    private SegmentWriter segments(ExportPart piece, List<ChunkRef> chunks) {
        var table = piece.table();
        return new SegmentWriter(
                table.guildField(), frames -> chunks.add(write(table.name(), frames)));
    }

    private ChunkRef write(String table, List<PlainFrame> frames) {
        if (stopped.get()) {
            throw new UncheckedIOException(new IOException("the export was stopped"));
        }
        try {
            var chunk = writing.add(table, frames);
            progress.exported(
                    frames.stream().mapToLong(PlainFrame::rows).sum(), chunk.plainBytes());
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Exported> ended(Future<List<Exported>> worker)
            throws InterruptedException, IOException {
        try {
            return worker.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException known -> throw known;
                case RuntimeException unforeseen -> throw unforeseen;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
