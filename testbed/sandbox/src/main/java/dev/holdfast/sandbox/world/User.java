package dev.holdfast.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A person or a bot; {@code avatar} is the hash of a picture. */
public record User(
        Snowflake id, String username, String displayName, boolean bot, @Nullable String avatar)
        implements Entity {
    public User(Snowflake id, String username, String displayName, boolean bot) {
        this(id, username, displayName, bot, null);
    }

    @Override
    public String key() {
        return id.toString();
    }
}
