package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Who may use a command of an application in a guild; the application's own id stands for all its
 * commands.
 */
public record CommandPermissions(
        Snowflake id, Snowflake applicationId, Snowflake guildId, ArrayNode permissions)
        implements Entity {
    public static String key(Snowflake guildId, Snowflake id) {
        return guildId + "/" + id;
    }

    @Override
    public String key() {
        return key(guildId, id);
    }
}
