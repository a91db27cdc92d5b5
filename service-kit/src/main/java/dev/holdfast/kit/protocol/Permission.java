package dev.holdfast.kit.protocol;

/**
 * The Discord permissions that Holdfast asks for, with their bit.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags">Discord:
 *     permission flags</a>
 */
public enum Permission {
    KICK_MEMBERS(1, "Kick Members"),
    BAN_MEMBERS(2, "Ban Members"),
    ADMINISTRATOR(3, "Administrator"),
    MANAGE_CHANNELS(4, "Manage Channels"),
    MANAGE_GUILD(5, "Manage Server"),
    ADD_REACTIONS(6, "Add Reactions"),
    VIEW_AUDIT_LOG(7, "View Audit Log"),
    VIEW_CHANNEL(10, "View Channel"),
    SEND_MESSAGES(11, "Send Messages"),
    MANAGE_MESSAGES(13, "Manage Messages"),
    EMBED_LINKS(14, "Embed Links"),
    ATTACH_FILES(15, "Attach Files"),
    READ_MESSAGE_HISTORY(16, "Read Message History"),
    MENTION_EVERYONE(17, "Mention @everyone, @here, and All Roles"),
    MANAGE_NICKNAMES(27, "Manage Nicknames"),
    MANAGE_ROLES(28, "Manage Roles"),
    MANAGE_WEBHOOKS(29, "Manage Webhooks"),
    MANAGE_GUILD_EXPRESSIONS(30, "Manage Expressions"),
    USE_APPLICATION_COMMANDS(31, "Use Application Commands"),
    MANAGE_THREADS(34, "Manage Threads"),
    SEND_MESSAGES_IN_THREADS(38, "Send Messages in Threads"),
    MODERATE_MEMBERS(40, "Timeout Members");

    private final long bit;
    private final String title;

    Permission(int shift, String title) {
        this.bit = 1L << shift;
        this.title = title;
    }

    public long bit() {
        return bit;
    }

    /** The name that Discord's settings show, such as {@code Manage Server}. */
    public String title() {
        return title;
    }
}
