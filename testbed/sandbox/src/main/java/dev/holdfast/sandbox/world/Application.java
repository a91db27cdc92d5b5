package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A bot's application; its id is the bot's too.
 *
 * @param token {@code null} for the sandbox's own bot, whose token is in a file of its own
 * @param secret what a dashboard proves itself with
 * @param settings what differs from a new application, in Discord's shape, never altered in place
 * @param metadata its records for linked roles, in Discord's shape
 */
public record Application(
        Snowflake id,
        String name,
        Snowflake ownerId,
        @Nullable String token,
        String secret,
        ObjectNode settings,
        @Nullable ArrayNode metadata)
        implements Entity {
    @Override
    public String key() {
        return id.toString();
    }

    public Application with(ObjectNode changed) {
        return new Application(id, name, ownerId, token, secret, changed, metadata);
    }

    public Application knowing(ArrayNode records) {
        return new Application(id, name, ownerId, token, secret, settings, records);
    }
}
