package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What members may not write, and what happens then.
 *
 * @param settings all but the ids, in Discord's shape, never altered in place
 */
public record AutoModerationRule(
        Snowflake id, Snowflake guildId, Snowflake creatorId, ObjectNode settings)
        implements Entity {
    public static final int KEYWORD = 1;
    public static final int SPAM = 3;
    public static final int PRESETS = 4;
    public static final int MENTIONS = 5;
    public static final int PROFILE = 6;

    public static final int BLOCK = 1;
    public static final int ALERT = 2;
    public static final int TIMEOUT = 3;

    @Override
    public String key() {
        return id.toString();
    }

    public int trigger() {
        return settings.path("trigger_type").asInt();
    }

    public AutoModerationRule with(ObjectNode changed) {
        return new AutoModerationRule(id, guildId, creatorId, changed);
    }
}
