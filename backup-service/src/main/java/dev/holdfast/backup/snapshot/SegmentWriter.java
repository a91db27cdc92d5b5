package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.archive.PlainFrame;
import dev.holdfast.backup.postgres.RowHash;
import dev.holdfast.backup.postgres.Tuples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Packs tuples, which come in guild order, into frames of one guild or several small ones, and
 * those into segments. Holds one segment in memory. For one thread.
 */
final class SegmentWriter {

    /** Small guilds share a frame up to here: a restore of one reads the others' rows with it. */
    static final int SHARED_FRAME = 64 << 10;

    /** A large guild's frames end here, so that whoever reads one holds that much. */
    static final int LARGEST_FRAME = 512 << 10;

    private final int guildField;
    private final Consumer<List<PlainFrame>> segments;
    private final RowHash hash = new RowHash();
    private final Map<Long, Long> guildRows = new TreeMap<>();
    private final List<PlainFrame> frames = new ArrayList<>();
    private final Rows shared = new Rows();
    private final Rows run = new Rows();
    private long sealed;
    private long runInSegment;
    private long bytesOfGuild;
    private long rowsOfGuild;

    /** Tuples of guilds from one to another. */
    private static final class Rows {
        private byte[] bytes = new byte[SHARED_FRAME];
        private int length;
        private int rows;
        private long first;
        private long last;

        void add(long guild, byte[] from, int offset, int size, int count) {
            if (length + size > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + size));
            }
            System.arraycopy(from, offset, bytes, length, size);
            first = rows == 0 ? guild : first;
            last = guild;
            length += size;
            rows += count;
        }

        PlainFrame take() {
            var frame = new PlainFrame(Arrays.copyOf(bytes, length), rows, first, last);
            length = 0;
            rows = 0;
            return frame;
        }
    }

    /**
     * Makes one.
     *
     * @param guildField which field is the guild; -1: none, all rows are guild 0's
     * @param segments takes each segment's frames
     */
    SegmentWriter(int guildField, Consumer<List<PlainFrame>> segments) {
        this.guildField = guildField;
        this.segments = segments;
    }

    /** Adds the tuple that goes from the offset to the end of the bytes. */
    void add(byte[] bytes, int offset) {
        add(bytes, offset, bytes.length - offset);
    }

    /** Adds the tuple that lies at the offset. */
    void add(byte[] bytes, int offset, int length) {
        var guild = guildField < 0 ? 0 : Tuples.bigint(bytes, offset, guildField);
        if (rowsOfGuild > 0 && run.last != guild) {
            endGuild();
        }
        run.add(guild, bytes, offset, length, 1);
        runInSegment += length;
        bytesOfGuild += length;
        rowsOfGuild++;
        var rowHash = hash.add(bytes, offset, length);
        var ripe = runInSegment >= SegmentCut.LEAST && SegmentCut.inside(rowHash, length);
        if (ripe || sealed + shared.length + run.length >= SegmentCut.MOST) {
            endRun();
            endSegment();
        } else if (run.length >= LARGEST_FRAME) {
            endRun();
        }
    }

    /** Ends the last segment. */
    void end() {
        if (rowsOfGuild > 0) {
            endGuild();
        }
        endSegment();
    }

    /** Counts what another one wrote as well. */
    void add(SegmentWriter other) {
        hash.add(other.hash);
        other.guildRows.forEach((guild, rows) -> guildRows.merge(guild, rows, Long::sum));
    }

    RowHash hash() {
        return hash;
    }

    Map<Long, Long> guildRows() {
        return guildRows;
    }

    private void endGuild() {
        var guild = run.last;
        var bytes = bytesOfGuild;
        guildRows.merge(guild, rowsOfGuild, Long::sum);
        endRun();
        bytesOfGuild = 0;
        rowsOfGuild = 0;
        runInSegment = 0;
        if (sealed + shared.length >= SegmentCut.LEAST && SegmentCut.behind(guild, bytes)) {
            endSegment();
        }
    }

    private void endRun() {
        if (run.rows == 0) {
            return;
        }
        if (shared.length + run.length > SHARED_FRAME) {
            seal(shared);
        }
        if (run.length > SHARED_FRAME) {
            seal(run);
            return;
        }
        shared.add(run.first, run.bytes, 0, run.length, run.rows);
        run.length = 0;
        run.rows = 0;
    }

    private void seal(Rows rows) {
        if (rows.rows > 0) {
            sealed += rows.length;
            frames.add(rows.take());
        }
    }

    private void endSegment() {
        seal(shared);
        if (!frames.isEmpty()) {
            segments.accept(List.copyOf(frames));
        }
        frames.clear();
        sealed = 0;
        runInSegment = 0;
    }
}
