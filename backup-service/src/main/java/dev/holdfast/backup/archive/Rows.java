package dev.holdfast.backup.archive;

import dev.holdfast.backup.postgres.Tuples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/** Rows of a table, read as they are asked for. For one thread. */
public final class Rows implements AutoCloseable {

    private final Sources sources;
    private final SnapshotManifest manifest;
    private final TableContent table;
    private final OptionalLong guild;
    private final int guildField;
    private final long expected;
    private final Iterator<ChunkRef> chunks;
    private final Queue<Fetched> fetched = new ArrayDeque<>();
    private long rows;

    /** Frames that lie one after the other, in {@code stream}. */
    @SuppressWarnings("ArrayRecordComponent") // megabytes, which nobody compares or changes
    private record Fetched(byte[] stream, long from, Frame frame) {

        byte[] plain() throws DamagedException {
            return Compressed.plain(stream, Math.toIntExact(frame.offset() - from), frame);
        }
    }

    private Rows(
            Sources sources,
            SnapshotManifest manifest,
            TableContent table,
            OptionalLong guild,
            int guildField,
            long expected) {
        this.sources = sources;
        this.manifest = manifest;
        this.table = table;
        this.guild = guild;
        this.guildField = guildField;
        this.expected = expected;
        this.chunks = expected == 0 ? List.<ChunkRef>of().iterator() : table.chunks().iterator();
    }

    static Rows all(Sources sources, SnapshotManifest manifest, TableContent table) {
        return new Rows(sources, manifest, table, OptionalLong.empty(), -1, table.rows());
    }

    static Rows of(Sources sources, SnapshotManifest manifest, TableContent table, long guild) {
        var field =
                table.guildField()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        table.qualified() + " holds no guild's data"));
        if (manifest.guild() != SnapshotManifest.EVERYTHING && manifest.guild() != guild) {
            throw new IllegalArgumentException("the snapshot is another guild's");
        }
        var expected = table.guildRows().getOrDefault(guild, 0L);
        return new Rows(sources, manifest, table, OptionalLong.of(guild), field, expected);
    }

    /**
     * The next run of rows as tuples of binary COPY, without header and trailer; empty at the end.
     *
     * @throws DamagedException when all locations answer and none has it undamaged
     * @throws ArchiveException when one that may have it does not answer
     */
    public Optional<byte[]> next() throws IOException {
        while (true) {
            while (fetched.isEmpty()) {
                if (!chunks.hasNext()) {
                    return end();
                }
                fetch(chunks.next());
            }
            var frame = fetched.remove();
            var tuples = guild.isPresent() ? ofGuild(frame.plain()) : whole(frame);
            if (tuples.length > 0) {
                return Optional.of(tuples);
            }
        }
    }

    private byte[] whole(Fetched frame) throws DamagedException {
        rows += frame.frame().rows();
        return frame.plain();
    }

    private byte[] ofGuild(byte[] plain) throws DamagedException {
        var own = new ByteArrayOutputStream(plain.length);
        try {
            for (var at = 0; at < plain.length; ) {
                var length = Tuples.length(plain, at);
                if (Tuples.bigint(plain, at, guildField) == guild.getAsLong()) {
                    own.write(plain, at, length);
                    rows++;
                }
                at += length;
            }
        } catch (IllegalArgumentException e) {
            throw new DamagedException(table.qualified() + " has a row that is none", e);
        }
        return own.toByteArray();
    }

    private Optional<byte[]> end() throws DamagedException {
        if (rows != expected) {
            throw new DamagedException(
                    "%s has %d rows and should have %d"
                            .formatted(table.qualified(), rows, expected));
        }
        return Optional.empty();
    }

    private void fetch(ChunkRef chunk) throws IOException {
        if (guild.isEmpty()) {
            var stream =
                    sources.read(
                            manifest,
                            chunk,
                            (location, key) ->
                                    ChunkFile.stream(location, key, table.qualified(), chunk));
            chunk.frames().forEach(frame -> fetched.add(new Fetched(stream, 0, frame)));
            return;
        }
        for (var run : runs(chunk)) {
            var stream =
                    sources.read(
                            manifest,
                            chunk,
                            (location, key) ->
                                    ChunkFile.span(location, key, table.qualified(), chunk, run));
            run.forEach(frame -> fetched.add(new Fetched(stream, run.getFirst().offset(), frame)));
        }
    }

    /** Neighbours among the frames that may hold the guild. */
    private List<List<Frame>> runs(ChunkRef chunk) {
        var runs = new ArrayList<List<Frame>>();
        var end = -1L;
        for (var frame : chunk.frames()) {
            if (frame.mayHold(guild.getAsLong())) {
                if (frame.offset() != end) {
                    runs.add(new ArrayList<>());
                }
                runs.getLast().add(frame);
                end = frame.offset() + frame.length();
            }
        }
        return runs;
    }

    /** Holds nothing open. */
    @Override
    public void close() {
        fetched.clear();
    }
}
