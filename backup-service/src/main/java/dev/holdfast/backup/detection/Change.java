package dev.holdfast.backup.detection;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded change of a critical table that no operation made.
 *
 * @param feature whose table it is
 * @param restorable whether a restore brings such rows back
 * @param guild whose rows; {@code null}: it took none
 * @param rows how many of them it took
 * @param role of the database, who did it
 * @param statement its first 2,000 characters
 */
record Change(
        String schema,
        long id,
        Instant at,
        String feature,
        boolean restorable,
        String table,
        @Nullable Kind kind,
        @Nullable GuildId guild,
        long rows,
        String role,
        String statement) {

    /** What the statement was. */
    enum Kind {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE
    }

    /** Whether a guild has rows no more, or has others than before. */
    boolean isDamage() {
        return guild != null && kind != null && kind != Kind.INSERT;
    }
}
