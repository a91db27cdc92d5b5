package dev.holdfast.sandbox.world;

import java.util.List;

/**
 * A picture for messages and reactions.
 *
 * @param guildId whose members use it, or the application whose bot does
 * @param roles who may use it; nobody named means everybody
 */
public record Emoji(
        Snowflake id,
        Snowflake guildId,
        String name,
        boolean animated,
        Snowflake creatorId,
        List<Snowflake> roles)
        implements Entity {
    public Emoji {
        roles = List.copyOf(roles);
    }

    @Override
    public String key() {
        return id.toString();
    }

    public Emoji renamed(String newName, List<Snowflake> newRoles) {
        return new Emoji(id, guildId, newName, animated, creatorId, newRoles);
    }
}
