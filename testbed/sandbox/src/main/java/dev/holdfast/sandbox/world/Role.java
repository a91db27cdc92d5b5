package dev.holdfast.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A role of a guild; {@code botId} is set on the managed role of a bot. */
public record Role(
        Snowflake id,
        Snowflake guildId,
        String name,
        long permissions,
        int position,
        int color,
        boolean hoist,
        boolean mentionable,
        @Nullable Snowflake botId)
        implements Entity {
    @Override
    public String key() {
        return id.toString();
    }

    public boolean managed() {
        return botId != null;
    }

    public boolean everyone() {
        return id.equals(guildId);
    }

    /** With these permissions besides its own. */
    Role also(long more) {
        return new Role(
                id, guildId, name, permissions | more, position, color, hoist, mentionable, botId);
    }

    public Role at(int newPosition) {
        return new Role(
                id, guildId, name, permissions, newPosition, color, hoist, mentionable, botId);
    }
}
