package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.OptionValue;
import java.net.URI;

/**
 * A file that somebody sent, as Discord describes it.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#attachment-object">Discord:
 *     attachment</a>
 */
public final class DiscordFile {

    private DiscordFile() {}

    /** The file behind an attachment. */
    public static OptionValue.File of(JsonNode attachment) {
        return new OptionValue.File(
                attachment.path("id").asText(),
                attachment.path("filename").asText(),
                attachment.path("content_type").asText("application/octet-stream"),
                attachment.path("size").asLong(),
                URI.create(attachment.path("url").asText()));
    }
}
