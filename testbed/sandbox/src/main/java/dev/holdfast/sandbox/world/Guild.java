package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A guild; the role with the guild's own id is @everyone.
 *
 * @param settings what differs from a new guild, in Discord's shape, never altered in place
 */
public record Guild(
        Snowflake id,
        String name,
        Snowflake ownerId,
        String locale,
        @Nullable Snowflake systemChannelId,
        @Nullable ObjectNode settings)
        implements Entity {
    @Override
    public String key() {
        return id.toString();
    }
}
