package dev.holdfast.gateway.welcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The bot was added to a guild.
 *
 * @param joinedAt when it did; each time it is added this is another instant
 * @param system the channel where Discord itself welcomes people
 * @see <a href="https://docs.discord.com/developers/events/gateway-events#guild-create">Discord:
 *     guild create</a>
 */
public record GuildArrival(
        GuildId guild, String name, Instant joinedAt, UserId owner, Optional<ChannelId> system) {

    /** What GUILD_CREATE says; empty where it does not say since when the bot is there. */
    public static Optional<GuildArrival> of(JsonNode guild) {
        try {
            var joinedAt = OffsetDateTime.parse(guild.path("joined_at").asText()).toInstant();
            var system = guild.path("system_channel_id");
            return Optional.of(
                    new GuildArrival(
                            GuildId.of(guild.path("id").asText()),
                            guild.path("name").asText(),
                            joinedAt,
                            UserId.of(guild.path("owner_id").asText()),
                            system.isTextual()
                                    ? Optional.of(ChannelId.of(system.asText()))
                                    : Optional.empty()));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
