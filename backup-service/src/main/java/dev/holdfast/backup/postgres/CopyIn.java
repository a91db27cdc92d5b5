package dev.holdfast.backup.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Writes binary tuples into a table. Closed before {@link #end}, it is cancelled and its
 * transaction fails. For one thread.
 */
public final class CopyIn implements AutoCloseable {

    private static final byte[] TRAILER = {-1, -1};
    private static final String COPY = "copy %s (%s) from stdin (format binary)";

    private final org.postgresql.copy.CopyIn copy;

    private CopyIn(org.postgresql.copy.CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Begins to write.
     *
     * @param target the table, quoted where it needs to be, such as {@code "economy"."account"}
     * @param columns the tuples' fields, in their order; none of them generated
     */
    public static CopyIn begin(Connection connection, String target, List<String> columns)
            throws SQLException {
        var list = columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(COPY.formatted(target, list));
        var begun = new CopyIn(copy);
        var header = new byte[CopyOut.HEADER];
        System.arraycopy(CopyOut.SIGNATURE, 0, header, 0, CopyOut.SIGNATURE.length);
        begun.write(header, 0, header.length);
        return begun;
    }

    /** Writes whole tuples, one after the other. */
    public void write(byte[] tuples, int offset, int length) throws SQLException {
        copy.writeToCopy(tuples, offset, length);
    }

    /**
     * Ends it.
     *
     * @return how many rows PostgreSQL took
     */
    public long end() throws SQLException {
        write(TRAILER, 0, TRAILER.length);
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
