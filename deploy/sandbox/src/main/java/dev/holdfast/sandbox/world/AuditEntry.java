package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/**
 * One line of a guild's audit log: something that a moderator changed.
 *
 * @param action Discord's number for it
 * @param changes in Discord's shape, never altered in place
 */
public record AuditEntry(
        Snowflake id,
        Snowflake guildId,
        Snowflake userId,
        Snowflake targetId,
        int action,
        @Nullable String reason,
        ArrayNode changes)
        implements Entity {
    public static final int KICK = 20;
    public static final int BAN = 22;
    public static final int UNBAN = 23;
    public static final int MEMBER = 24;
    public static final int ROLES = 25;

    @Override
    public String key() {
        return id.toString();
    }
}
