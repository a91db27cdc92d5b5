package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.postgres.Tuples;
import java.util.Arrays;

/**
 * Puts rows that come as they lie into guild order, each guild's staying in the order in which they
 * came. Holds at most {@link #MOST} bytes and hands them on in order then; in one array, since a
 * million objects that live for seconds are what a collector is slowest with. For one thread.
 */
final class GuildOrder {

    /** Several times what a range of blocks has, unless its rows were compressed. */
    private static final int MOST = 32 << 20;

    private static final int FIRST_BYTES = 1 << 20;
    private static final int FIRST_ROWS = 8 << 10;

    private final int guildField;
    private final SegmentWriter segments;
    private byte[] bytes = new byte[FIRST_BYTES];
    private long[] guilds = new long[FIRST_ROWS];

    /** Row {@code n} goes from end {@code n} to end {@code n + 1}. */
    private int[] ends = new int[FIRST_ROWS + 1];

    private int rows;

    GuildOrder(int guildField, SegmentWriter segments) {
        this.guildField = guildField;
        this.segments = segments;
    }

    void add(byte[] row, int offset) {
        var length = row.length - offset;
        var end = ends[rows] + length;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end));
        }
        if (rows == guilds.length) {
            guilds = Arrays.copyOf(guilds, 2 * rows);
            ends = Arrays.copyOf(ends, 2 * rows + 1);
        }
        System.arraycopy(row, offset, bytes, ends[rows], length);
        guilds[rows] = guildField < 0 ? 0 : Tuples.bigint(row, offset, guildField);
        rows++;
        ends[rows] = end;
        if (end >= MOST) {
            end();
        }
    }

    /** Hands on what it holds. */
    void end() {
        for (var row : inOrder()) {
            segments.add(bytes, ends[row], ends[row + 1] - ends[row]);
        }
        rows = 0;
        segments.end();
    }

    /** By counting: guilds are few beside rows. */
    private int[] inOrder() {
        var distinct = Arrays.stream(guilds, 0, rows).sorted().distinct().toArray();
        var next = new int[distinct.length + 1];
        for (var row = 0; row < rows; row++) {
            next[Arrays.binarySearch(distinct, guilds[row]) + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        var order = new int[rows];
        for (var row = 0; row < rows; row++) {
            var place = next[Arrays.binarySearch(distinct, guilds[row])]++;
            order[place] = row;
        }
        return order;
    }
}
