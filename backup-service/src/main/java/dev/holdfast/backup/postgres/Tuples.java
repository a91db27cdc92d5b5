package dev.holdfast.backup.postgres;

import java.nio.ByteBuffer;

/**
 * Where things lie in tuples of PostgreSQL's binary COPY: a count of fields in 2 bytes, then each
 * field's length in 4 bytes (-1: NULL) and its bytes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4">COPY, binary
 *     format</a>
 */
public final class Tuples {

    private static final int NULL = -1;

    private Tuples() {}

    /**
     * The length of the tuple at an offset.
     *
     * @throws IllegalArgumentException when the bytes end before it does
     */
    public static int length(byte[] bytes, int offset) {
        var fields = fields(bytes, offset);
        var at = (long) offset + Short.BYTES;
        for (var field = 0; field < fields; field++) {
            var length = intAt(bytes, at);
            at += Integer.BYTES + Math.max(0, length);
        }
        if (at > bytes.length) {
            throw cutOff();
        }
        return (int) (at - offset);
    }

    /** How many fields the tuple at an offset has. */
    public static int fields(byte[] bytes, int offset) {
        if (offset < 0 || offset + Short.BYTES > bytes.length) {
            throw cutOff();
        }
        var fields = ByteBuffer.wrap(bytes).getShort(offset);
        if (fields < 0) {
            throw new IllegalArgumentException("not a tuple: %d fields".formatted(fields));
        }
        return fields;
    }

    /**
     * The offset of a field's length; the field's bytes are behind it.
     *
     * @param field counted from 0
     */
    public static int field(byte[] bytes, int offset, int field) {
        if (field < 0 || field >= fields(bytes, offset)) {
            throw new IllegalArgumentException("the tuple has no field " + field);
        }
        var at = (long) offset + Short.BYTES;
        for (var before = 0; before < field; before++) {
            at += Integer.BYTES + Math.max(0, intAt(bytes, at));
        }
        intAt(bytes, at);
        return (int) at;
    }

    /** Whether a field is NULL. */
    public static boolean isNull(byte[] bytes, int offset, int field) {
        return intAt(bytes, field(bytes, offset, field)) == NULL;
    }

    /**
     * A field that is a {@code bigint}.
     *
     * @throws IllegalArgumentException when it is NULL or of another width
     */
    public static long bigint(byte[] bytes, int offset, int field) {
        var at = field(bytes, offset, field);
        if (intAt(bytes, at) != Long.BYTES || at + Integer.BYTES + Long.BYTES > bytes.length) {
            throw new IllegalArgumentException("field %d is no bigint".formatted(field));
        }
        return ByteBuffer.wrap(bytes).getLong(at + Integer.BYTES);
    }

    private static int intAt(byte[] bytes, long at) {
        if (at + Integer.BYTES > bytes.length) {
            throw cutOff();
        }
        return ByteBuffer.wrap(bytes).getInt((int) at);
    }

    private static IllegalArgumentException cutOff() {
        return new IllegalArgumentException("the tuple is cut off");
    }
}
