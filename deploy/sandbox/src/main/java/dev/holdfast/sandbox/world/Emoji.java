package dev.holdfast.sandbox.world;

import java.util.List;

/** A picture that members of a guild use in messages and reactions; {@code roles} may use it. */
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
