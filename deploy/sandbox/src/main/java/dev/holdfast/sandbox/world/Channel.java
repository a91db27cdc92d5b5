package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel of a guild, or a direct one between two people ({@code recipients}). */
public record Channel(
        Snowflake id,
        int type,
        @Nullable Snowflake guildId,
        String name,
        @Nullable String topic,
        int position,
        @Nullable Snowflake parentId,
        List<Overwrite> overwrites,
        List<Snowflake> recipients)
        implements Entity {
    public static final int TEXT = 0;
    public static final int DIRECT = 1;
    public static final int VOICE = 2;
    public static final int CATEGORY = 4;

    public Channel {
        overwrites = List.copyOf(overwrites);
        recipients = List.copyOf(recipients);
    }

    @Override
    public String key() {
        return id.toString();
    }

    /** Whether messages can be in it. */
    @JsonIgnore
    public boolean textual() {
        return type != CATEGORY;
    }
}
