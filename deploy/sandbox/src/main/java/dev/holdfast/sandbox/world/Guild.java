package dev.holdfast.sandbox.world;

/** A guild; the role with the guild's own id is @everyone. */
public record Guild(
        Snowflake id, String name, Snowflake ownerId, String locale, Snowflake systemChannelId)
        implements Entity {
    @Override
    public String key() {
        return id.toString();
    }
}
