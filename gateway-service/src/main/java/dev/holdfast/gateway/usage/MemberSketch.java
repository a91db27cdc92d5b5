package dev.holdfast.gateway.usage;

/**
 * Counts different members in a kilobyte: a HyperLogLog of 1,024 registers, off by 3% for many and
 * hardly at all for few. It knows no member: of a hash it keeps how many zeros it ends with. Not
 * thread-safe.
 *
 * @see <a href="https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf">Flajolet et al.:
 *     HyperLogLog</a>
 */
final class MemberSketch {

    static final int REGISTERS = 1 << 10;
    private static final int INDEX = REGISTERS - 1;
    private static final int INDEX_BITS = 10;
    private static final int RANK_BITS = 6;

    private final byte[] ranks = new byte[REGISTERS];

    /** The register and the rank of a hash in 16 bits, as they are sent: they say no more of it. */
    static char entry(long hash) {
        var register = (int) hash & INDEX;
        var rank = Math.min(Long.numberOfTrailingZeros(hash >>> INDEX_BITS), 53) + 1;
        return (char) (register << RANK_BITS | rank);
    }

    static int register(char entry) {
        return entry >>> RANK_BITS;
    }

    static int rank(char entry) {
        return entry & ((1 << RANK_BITS) - 1);
    }

    /** Whether the entry changed it: what changed nothing need not be sent again. */
    boolean raise(char entry) {
        var register = register(entry);
        if (ranks[register] >= rank(entry)) {
            return false;
        }
        ranks[register] = (byte) rank(entry);
        return true;
    }
}
