package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The bot's application as Discord knows it.
 *
 * @see <a href="https://discord.com/developers/docs/resources/application">Discord: application</a>
 * @param id names it in the API
 * @param readsMessages whether it is allowed the text of messages
 * @param seesMembers whether it is told who joins, leaves and changes roles
 */
public record BotApplication(String id, boolean readsMessages, boolean seesMembers) {

    private static final long MEMBERS = 1L << 14;
    private static final long MEMBERS_LIMITED = 1L << 15;

    private static final long MESSAGE_CONTENT = 1L << 18;
    private static final long MESSAGE_CONTENT_LIMITED = 1L << 19;

    /** A server that tells no flags knows no such limits. */
    static BotApplication of(JsonNode json) {
        var flags = json.path("flags").asLong(MESSAGE_CONTENT);
        return new BotApplication(
                json.path("id").asText(),
                (flags & (MESSAGE_CONTENT | MESSAGE_CONTENT_LIMITED)) != 0,
                (flags & (MEMBERS | MEMBERS_LIMITED)) != 0);
    }
}
