package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;

/**
 * What the bot may do when it answers in one channel or thread.
 *
 * @param speaks whether it may write
 * @param refers whether it may refer to the message that it answers, which takes Read Message
 *     History
 */
public record ReplyPermissions(boolean speaks, boolean refers) {

    /** In direct messages. */
    static final ReplyPermissions FREE = new ReplyPermissions(true, true);

    static ReplyPermissions of(Permissions permissions, boolean isThread) {
        var writing = isThread ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES;
        return new ReplyPermissions(
                permissions.allows(Permissions.of(Permission.VIEW_CHANNEL, writing)),
                permissions.allows(Permissions.of(Permission.READ_MESSAGE_HISTORY)));
    }
}
