package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A registered application command, global or of one guild; {@code spec} is what the bot declared,
 * checked.
 */
public record Command(
        Snowflake id,
        Snowflake version,
        @Nullable Snowflake guildId,
        ObjectNode spec,
        Snowflake applicationId)
        implements Entity {
    public static final int CHAT_INPUT = 1;
    public static final int USER = 2;
    public static final int MESSAGE = 3;

    @Override
    public String key() {
        return id.toString();
    }

    /** As the application's own; earlier journals name none. */
    Command of(Snowflake application) {
        return new Command(id, version, guildId, spec, application);
    }

    public String name() {
        return spec.path("name").asText();
    }

    public int type() {
        return spec.path("type").asInt(CHAT_INPUT);
    }
}
