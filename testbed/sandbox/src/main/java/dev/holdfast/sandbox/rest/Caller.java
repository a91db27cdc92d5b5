package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.world.Snowflake;
import java.util.List;

/**
 * Whose token came with a request.
 *
 * @param user the bot, or the person who authorized the application
 * @param scopes what the person allowed; a bot has none
 */
record Caller(Snowflake user, Snowflake application, List<String> scopes) {
    boolean bot() {
        return user.equals(application);
    }
}
