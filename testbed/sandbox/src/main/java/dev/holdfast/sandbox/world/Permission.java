package dev.holdfast.sandbox.world;

/** Discord's permission bits that the sandbox itself asks about, and the sets it hands out. */
public final class Permission {
    public static final long CREATE_INSTANT_INVITE = 1L;
    public static final long KICK_MEMBERS = 1L << 1;
    public static final long BAN_MEMBERS = 1L << 2;
    public static final long ADMINISTRATOR = 1L << 3;
    public static final long MANAGE_CHANNELS = 1L << 4;
    public static final long MANAGE_GUILD = 1L << 5;
    public static final long ADD_REACTIONS = 1L << 6;
    public static final long VIEW_AUDIT_LOG = 1L << 7;
    public static final long VIEW_CHANNEL = 1L << 10;
    public static final long SEND_MESSAGES = 1L << 11;
    public static final long MANAGE_MESSAGES = 1L << 13;
    public static final long EMBED_LINKS = 1L << 14;
    public static final long ATTACH_FILES = 1L << 15;
    public static final long READ_MESSAGE_HISTORY = 1L << 16;
    public static final long MENTION_EVERYONE = 1L << 17;
    public static final long USE_EXTERNAL_EMOJIS = 1L << 18;
    public static final long CONNECT = 1L << 20;
    public static final long SPEAK = 1L << 21;
    public static final long CHANGE_NICKNAME = 1L << 26;
    public static final long MANAGE_NICKNAMES = 1L << 27;
    public static final long MANAGE_ROLES = 1L << 28;
    public static final long MANAGE_WEBHOOKS = 1L << 29;
    public static final long MANAGE_EXPRESSIONS = 1L << 30;
    public static final long USE_APPLICATION_COMMANDS = 1L << 31;
    public static final long MANAGE_EVENTS = 1L << 33;
    public static final long MANAGE_THREADS = 1L << 34;
    public static final long CREATE_PUBLIC_THREADS = 1L << 35;
    public static final long CREATE_PRIVATE_THREADS = 1L << 36;
    public static final long SEND_MESSAGES_IN_THREADS = 1L << 38;
    public static final long MODERATE_MEMBERS = 1L << 40;
    public static final long CREATE_EXPRESSIONS = 1L << 43;
    public static final long CREATE_EVENTS = 1L << 44;
    public static final long SEND_POLLS = 1L << 49;
    public static final long PIN_MESSAGES = 1L << 51;

    /** Every bit Discord documents: 0 to 46 without a gap, then 49 to 52. */
    public static final long ALL = ((1L << 47) - 1) | (0b1111L << 49);

    /** What a new guild's @everyone may do. */
    public static final long MEMBER =
            CREATE_INSTANT_INVITE
                    | ADD_REACTIONS
                    | VIEW_CHANNEL
                    | SEND_MESSAGES
                    | EMBED_LINKS
                    | ATTACH_FILES
                    | READ_MESSAGE_HISTORY
                    | USE_EXTERNAL_EMOJIS
                    | CONNECT
                    | SPEAK
                    | CHANGE_NICKNAME
                    | USE_APPLICATION_COMMANDS
                    | CREATE_PUBLIC_THREADS
                    | CREATE_PRIVATE_THREADS
                    | SEND_MESSAGES_IN_THREADS
                    | SEND_POLLS;

    /** What the moderators' role adds. */
    public static final long MODERATOR =
            KICK_MEMBERS
                    | BAN_MEMBERS
                    | MANAGE_GUILD
                    | MANAGE_MESSAGES
                    | MANAGE_NICKNAMES
                    | MANAGE_ROLES
                    | MODERATE_MEMBERS;

    /** What the sandbox's own bot may do beyond a moderator. */
    public static final long CARETAKER =
            MANAGE_CHANNELS
                    | VIEW_AUDIT_LOG
                    | MENTION_EVERYONE
                    | MANAGE_WEBHOOKS
                    | MANAGE_EXPRESSIONS
                    | CREATE_EXPRESSIONS
                    | MANAGE_THREADS
                    | MANAGE_EVENTS
                    | CREATE_EVENTS
                    | PIN_MESSAGES;

    /** What a member in timeout keeps. */
    static final long TIMED_OUT = VIEW_CHANNEL | READ_MESSAGE_HISTORY;

    /** What both people of a direct channel may do in it. */
    public static final long DIRECT =
            ADD_REACTIONS
                    | VIEW_CHANNEL
                    | SEND_MESSAGES
                    | EMBED_LINKS
                    | ATTACH_FILES
                    | READ_MESSAGE_HISTORY
                    | USE_EXTERNAL_EMOJIS
                    | USE_APPLICATION_COMMANDS
                    | SEND_POLLS
                    | PIN_MESSAGES;

    private Permission() {}

    public static boolean has(long permissions, long wanted) {
        return (permissions & wanted) == wanted;
    }
}
