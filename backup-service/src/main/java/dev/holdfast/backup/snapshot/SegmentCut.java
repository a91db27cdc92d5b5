package dev.holdfast.backup.snapshot;

import dev.holdfast.backup.postgres.RowHash;

/**
 * Where a table's rows are cut into segments of 1 to 4 MB. The place follows from guild ids and
 * from rows alone, never from how many rows are before it: so a new row changes its own segment and
 * moves no other's bounds. Content-defined chunking as in LBFS (Muthitacharoen, Chen and Mazières,
 * 2001), with guilds in the place of bytes.
 */
final class SegmentCut {

    static final int LEAST = 1 << 20;
    static final int MOST = 4 << 20;

    /** Half of the segments go on for so long once they have their least size. */
    private static final double USUAL = 1 << 20;

    private SegmentCut() {}

    /**
     * Whether a segment may end behind a guild.
     *
     * @param bytes of the guild's rows, of which only the power of two counts
     */
    static boolean behind(long guild, long bytes) {
        return among(RowHash.mix(guild), Long.highestOneBit(Math.max(1, bytes)));
    }

    /** Whether a segment may end behind a row of a guild that alone has the least size. */
    static boolean inside(long rowHash, int bytes) {
        return among(rowHash, bytes);
    }

    private static boolean among(long hash, long bytes) {
        var share = bytes / USUAL;
        return share >= 1 || Long.compareUnsigned(hash, ((long) (share * 0x1p63)) << 1) < 0;
    }
}
