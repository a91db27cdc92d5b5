package dev.holdfast.backup.postgres;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The hash of a table's rows, whatever their order: the sum over them of a mixed 64-bit value of
 * each tuple's CRC32C and CRC32. Finds lost, doubled and changed rows; authenticity is the
 * archive's encryption. For one thread.
 */
public final class RowHash {

    private static final long FIRST_MULTIPLIER = 0xbf58476d1ce4e5b9L;
    private static final long SECOND_MULTIPLIER = 0x94d049bb133111ebL;

    private final CRC32C upper = new CRC32C();
    private final CRC32 lower = new CRC32();
    private long sum;
    private long rows;

    /**
     * Adds one tuple.
     *
     * @return its own hash
     */
    public long add(byte[] bytes, int offset, int length) {
        upper.reset();
        upper.update(bytes, offset, length);
        lower.reset();
        lower.update(bytes, offset, length);
        var hash = mix(upper.getValue() << Integer.SIZE | lower.getValue());
        sum += hash;
        rows++;
        return hash;
    }

    /** Adds all rows of another part of the table. */
    public void add(RowHash part) {
        sum += part.sum;
        rows += part.rows;
    }

    public long rows() {
        return rows;
    }

    /** 16 hexadecimal digits. */
    public String hex() {
        return "%016x".formatted(sum);
    }

    /** Spreads every bit over all: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    public static long mix(long value) {
        var first = (value ^ (value >>> 30)) * FIRST_MULTIPLIER;
        var second = (first ^ (first >>> 27)) * SECOND_MULTIPLIER;
        return second ^ (second >>> 31);
    }
}
