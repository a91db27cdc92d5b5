package dev.holdfast.kit.database;

/** A write touched another number of rows than it must: a bug, and reason enough to undo it all. */
public final class UnexpectedRows extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnexpectedRows(int expected, int written, String statement) {
        super("Expected to write %d rows, wrote %d: %s".formatted(expected, written, statement));
    }
}
