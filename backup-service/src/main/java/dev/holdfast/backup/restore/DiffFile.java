package dev.holdfast.backup.restore;

/**
 * The rows that a restore would change, as CSV with a header: change, feature, table, before and
 * after (both JSON).
 *
 * @param csv at most 8 MB
 * @param rows how many it lists
 * @param cut whether it leaves some out
 */
@SuppressWarnings("ArrayRecordComponent") // passed on and never compared
public record DiffFile(byte[] csv, long rows, boolean cut) {

    static final int LONGEST = 8_000_000;
}
