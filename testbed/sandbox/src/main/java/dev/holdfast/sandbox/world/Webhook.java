package dev.holdfast.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * A way to write in a channel for whoever knows its token.
 *
 * @param avatar the hash of its picture
 * @param applicationId the bot that made it, if one did
 */
public record Webhook(
        Snowflake id,
        Snowflake guildId,
        Snowflake channelId,
        String name,
        @Nullable String avatar,
        String token,
        Snowflake creatorId,
        @Nullable Snowflake applicationId)
        implements Entity {
    @Override
    public String key() {
        return id.toString();
    }

    public Webhook changed(String newName, @Nullable String newAvatar, Snowflake newChannelId) {
        return new Webhook(
                id, guildId, newChannelId, newName, newAvatar, token, creatorId, applicationId);
    }
}
