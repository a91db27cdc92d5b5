package dev.holdfast.backup.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tuples as PostgreSQL writes them. */
public final class TestTuples {

    private TestTuples() {}

    /** A guild, and texts that may be NULL. */
    public static byte[] of(long guild, @Nullable String... texts) {
        var length = Short.BYTES + Integer.BYTES + Long.BYTES;
        for (var text : texts) {
            length +=
                    Integer.BYTES
                            + (text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length);
        }
        var bytes = ByteBuffer.allocate(length);
        bytes.putShort((short) (1 + texts.length)).putInt(Long.BYTES).putLong(guild);
        for (var text : texts) {
            if (text == null) {
                bytes.putInt(-1);
            } else {
                var encoded = text.getBytes(StandardCharsets.UTF_8);
                bytes.putInt(encoded.length).put(encoded);
            }
        }
        return bytes.array();
    }
}
