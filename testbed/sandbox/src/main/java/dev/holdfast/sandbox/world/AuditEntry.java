package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One line of a guild's audit log: something that a moderator changed.
 *
 * @param action Discord's number for it
 * @param changes in Discord's shape, never altered in place
 * @param options what else there is to know, in Discord's shape
 */
public record AuditEntry(
        Snowflake id,
        Snowflake guildId,
        Snowflake userId,
        @Nullable Snowflake targetId,
        int action,
        @Nullable String reason,
        ArrayNode changes,
        @Nullable ObjectNode options)
        implements Entity {
    public static final int GUILD_UPDATE = 1;
    public static final int CHANNEL_CREATE = 10;
    public static final int CHANNEL_UPDATE = 11;
    public static final int CHANNEL_DELETE = 12;
    public static final int OVERWRITE_CREATE = 13;
    public static final int OVERWRITE_UPDATE = 14;
    public static final int OVERWRITE_DELETE = 15;
    public static final int KICK = 20;
    public static final int PRUNE = 21;
    public static final int BAN = 22;
    public static final int UNBAN = 23;
    public static final int MEMBER = 24;
    public static final int ROLES = 25;
    public static final int BOT_ADD = 28;
    public static final int ROLE_CREATE = 30;
    public static final int ROLE_UPDATE = 31;
    public static final int ROLE_DELETE = 32;
    public static final int INVITE_CREATE = 40;
    public static final int INVITE_DELETE = 42;
    public static final int WEBHOOK_CREATE = 50;
    public static final int WEBHOOK_UPDATE = 51;
    public static final int WEBHOOK_DELETE = 52;
    public static final int EMOJI_CREATE = 60;
    public static final int EMOJI_UPDATE = 61;
    public static final int EMOJI_DELETE = 62;
    public static final int MESSAGE_DELETE = 72;
    public static final int MESSAGE_BULK_DELETE = 73;
    public static final int MESSAGE_PIN = 74;
    public static final int MESSAGE_UNPIN = 75;
    public static final int EVENT_CREATE = 100;
    public static final int EVENT_UPDATE = 101;
    public static final int EVENT_DELETE = 102;
    public static final int THREAD_CREATE = 110;
    public static final int THREAD_UPDATE = 111;
    public static final int THREAD_DELETE = 112;
    public static final int COMMAND_PERMISSIONS = 121;
    public static final int RULE_CREATE = 140;
    public static final int RULE_UPDATE = 141;
    public static final int RULE_DELETE = 142;
    public static final int RULE_BLOCKED = 143;
    public static final int RULE_FLAGGED = 144;
    public static final int RULE_SILENCED = 145;

    @Override
    public String key() {
        return id.toString();
    }
}
