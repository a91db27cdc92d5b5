package dev.holdfast.gateway.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;

/**
 * Counts members who come and go, bots left out. After a lost connection Discord may tell some
 * again; they then count twice. Thread-safe.
 */
@Singleton
record MemberTraffic(UsageCounter counter) implements EventListener {

    @Override
    public void hear(String type, JsonNode data) {
        switch (type) {
            case "GUILD_MEMBER_ADD" -> {
                if (isPerson(data)) {
                    counter.joined(guild(data));
                }
            }
            case "GUILD_MEMBER_REMOVE" -> {
                if (isPerson(data)) {
                    counter.left(guild(data));
                }
            }
            default -> {
                // Nobody came or went.
            }
        }
    }

    private static boolean isPerson(JsonNode data) {
        return !data.path("user").path("bot").asBoolean();
    }

    private static GuildId guild(JsonNode data) {
        return GuildId.of(data.path("guild_id").asText());
    }
}
