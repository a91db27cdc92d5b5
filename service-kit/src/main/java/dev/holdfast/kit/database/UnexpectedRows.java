package dev.holdfast.kit.database;

/**
 * A write changed another number of rows than expected. This is a bug; the transaction is rolled
 * back.
 */
public final class UnexpectedRows extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedRows(int expected, int written, String statement) {
        super("Expected to write %d rows, wrote %d: %s".formatted(expected, written, statement));
    }
}
