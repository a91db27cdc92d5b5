package dev.holdfast.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;

/** Reads rows as binary tuples, without the header and the trailer of COPY. */
public final class CopyOut {

    /** {@code PGCOPY}, a newline, 0xff, a carriage return, a newline and a zero. */
    static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };

    /** The signature, the flags and the length of an extension, which there is not. */
    static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

    private static final String COPY = "copy (%s) to stdout (format binary)";

    private CopyOut() {}

    /** Hears each row. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one tuple.
         *
         * @param bytes the sink's own from now on
         * @param offset where the tuple begins; it goes to the end of the bytes
         */
        void tuple(byte[] bytes, int offset);
    }

    /**
     * Reads what a query selects.
     *
     * @return how many rows PostgreSQL says it sent
     * @throws SQLException when the connection breaks, the query fails, or another number of rows
     *     arrived than was sent
     */
    public static long read(Connection connection, String select, Sink sink) throws SQLException {
        var copy =
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY.formatted(select));
        try {
            var rows = tuples(copy, sink);
            if (rows != copy.getHandledRowCount()) {
                throw new SQLException(
                        "%d of %d rows arrived".formatted(rows, copy.getHandledRowCount()));
            }
            return rows;
        } catch (SQLException | RuntimeException e) {
            cancel(copy, e);
            throw e;
        }
    }

    private static long tuples(org.postgresql.copy.CopyOut copy, Sink sink) throws SQLException {
        var rows = 0L;
        var message = copy.readFromCopy();
        var offset = message == null ? 0 : headerOf(message);
        while (message != null) {
            if (offset < message.length && !isTrailer(message, offset)) {
                sink.tuple(message, offset);
                rows++;
            }
            message = copy.readFromCopy();
            offset = 0;
        }
        return rows;
    }

    private static void cancel(org.postgresql.copy.CopyOut copy, Exception because) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static int headerOf(byte[] first) throws SQLException {
        if (first.length < HEADER
                || !Arrays.equals(first, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new SQLException("PostgreSQL did not begin a binary COPY");
        }
        return HEADER;
    }

    private static boolean isTrailer(byte[] message, int offset) {
        return message.length - offset == Short.BYTES
                && message[offset] == -1
                && message[offset + 1] == -1;
    }
}
