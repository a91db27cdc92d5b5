package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The bot's application as Discord knows it.
 *
 * @see <a href="https://discord.com/developers/docs/resources/application">Discord: application</a>
 * @param id names it in the API
 * @param readsMessages whether it is allowed the text of messages
 */
public record Application(String id, boolean readsMessages) {

    private static final long MESSAGE_CONTENT = 1L << 18;
    private static final long MESSAGE_CONTENT_LIMITED = 1L << 19;

    /** A server that tells no flags knows no such limits. */
    static Application of(JsonNode json) {
        var flags = json.path("flags").asLong(MESSAGE_CONTENT);
        return new Application(
                json.path("id").asText(),
                (flags & (MESSAGE_CONTENT | MESSAGE_CONTENT_LIMITED)) != 0);
    }
}
