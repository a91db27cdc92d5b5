package dev.holdfast.local;

import java.util.Arrays;
import java.util.List;

/** The link by which a server adds the bot, with the permissions that its effects need. */
final class Invitation {

    /** By Discord's names and bits. */
    private enum Permission {
        VIEW_CHANNELS(10, "View Channels"),
        SEND_MESSAGES(11, "Send Messages"),
        EMBED_LINKS(14, "Embed Links"),
        ATTACH_FILES(15, "Attach Files"),
        READ_MESSAGE_HISTORY(16, "Read Message History"),
        ADD_REACTIONS(6, "Add Reactions"),
        MANAGE_ROLES(28, "Manage Roles"),
        VIEW_AUDIT_LOG(7, "View Audit Log"),
        KICK_MEMBERS(1, "Kick Members"),
        MANAGE_SERVER(5, "Manage Server");

        private final int shift;
        private final String title;

        Permission(int shift, String title) {
            this.shift = shift;
            this.title = title;
        }
    }

    private Invitation() {}

    static String link(String application) {
        return "https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d"
                .formatted(application, bits());
    }

    /** As Discord shows them to whoever adds the bot. */
    static List<String> titles() {
        return Arrays.stream(Permission.values()).map(each -> each.title).toList();
    }

    private static long bits() {
        return Arrays.stream(Permission.values())
                .mapToLong(each -> 1L << each.shift)
                .reduce(0, (all, bit) -> all | bit);
    }
}
