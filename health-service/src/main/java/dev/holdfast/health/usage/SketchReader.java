package dev.holdfast.health.usage;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * How many different members were active on a day: a HyperLogLog of 1,024 registers, off by 3% for
 * many and hardly at all for few. Sketches of one day and guild merge; those of two days have
 * different salts and do not. Not thread-safe.
 *
 * @see <a href="https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf">Flajolet et al.:
 *     HyperLogLog</a>
 */
final class SketchReader {

    private static final int REGISTERS = 1 << 10;
    private static final int RANK_BITS = 6;
    private static final double BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

    /** Below that, empty registers say more. */
    private static final double FEW = 2.5 * REGISTERS;

    private final byte[] ranks = new byte[REGISTERS];

    /**
     * Reads what a gateway sent.
     *
     * @param entries in Base64: two bytes each, ten bits of register and six of rank, in any order
     *     and number
     * @throws IllegalArgumentException when it is none
     */
    static SketchReader of(String entries) {
        return of(Base64.getDecoder().decode(entries));
    }

    /** The same from bytes: sketches behind one another are their union. */
    static SketchReader of(byte[] entries) {
        if (entries.length % Character.BYTES != 0) {
            throw new IllegalArgumentException("A sketch has two bytes an entry.");
        }
        var sketch = new SketchReader();
        var buffer = ByteBuffer.wrap(entries);
        while (buffer.hasRemaining()) {
            var entry = buffer.getChar();
            var register = entry >>> RANK_BITS;
            var rank = (byte) (entry & ((1 << RANK_BITS) - 1));
            sketch.ranks[register] = (byte) Math.max(sketch.ranks[register], rank);
        }
        return sketch;
    }

    int estimate() {
        var sum = 0.0;
        var empty = 0;
        for (var rank : ranks) {
            sum += Math.scalb(1.0, -rank);
            empty += rank == 0 ? 1 : 0;
        }
        var estimate = BIAS * REGISTERS * REGISTERS / sum;
        return Math.toIntExact(
                Math.round(
                        estimate <= FEW && empty > 0
                                ? REGISTERS * Math.log((double) REGISTERS / empty)
                                : estimate));
    }
}
