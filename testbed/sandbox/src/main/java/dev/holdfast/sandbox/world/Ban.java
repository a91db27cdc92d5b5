package dev.holdfast.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A person who may not join a guild. */
public record Ban(Snowflake guildId, Snowflake userId, @Nullable String reason) implements Entity {
    @Override
    public String key() {
        return guildId + "/" + userId;
    }
}
