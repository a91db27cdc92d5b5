package dev.holdfast.sandbox.world;

/** A person or a bot. */
public record User(Snowflake id, String username, String displayName, boolean bot)
        implements Entity {
    @Override
    public String key() {
        return id.toString();
    }
}
