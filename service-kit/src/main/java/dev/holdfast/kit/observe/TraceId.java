package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.OperationKey;

/**
 * The trace id of an operation. It is computed from the operation key, so every process with the
 * key knows the trace, and a replay belongs to the same one.
 *
 * @param hex 32 hexadecimal digits, not all of them 0
 */
public record TraceId(String hex) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long OTHER_HALF = 0x9e3779b97f4a7c15L;

    public static TraceId of(OperationKey operation) {
        var hash = FNV_OFFSET;
        var key = operation.value();
        for (var each = 0; each < key.length(); each++) {
            hash = (hash ^ key.charAt(each)) * FNV_PRIME;
        }
        var hex = new StringBuilder(32);
        append(mixed(hash), hex);
        append(mixed(hash + OTHER_HALF) | 1, hex);
        return new TraceId(hex.toString());
    }

    /**
     * So that keys which differ in one digit differ everywhere: traces are sampled by their end.
     */
    private static long mixed(long value) {
        var once = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        var twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
        return twice ^ (twice >>> 31);
    }

    private static void append(long half, StringBuilder hex) {
        for (var shift = 60; shift >= 0; shift -= 4) {
            hex.append(Character.forDigit((int) (half >>> shift) & 0xf, 16));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
