package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    private static final String SCREENING = "MEMBER_VERIFICATION_GATE_ENABLED";

    /** Whether newcomers are asked to accept the guild's rules first. */
    public boolean screens() {
        if (settings == null) return false;
        for (var feature : settings.path("features")) {
            if (feature.asText().equals(SCREENING)) return true;
        }
        return false;
    }

    /** Whether nobody can join by an invite right now. */
    public boolean invitesPaused(Instant now) {
        if (settings == null) return false;
        var until = settings.path("incidents_data").path("invites_disabled_until");
        return until.isTextual() && OffsetDateTime.parse(until.asText()).toInstant().isAfter(now);
    }

    /** The features of a guild that asks newcomers to accept its rules, or of one that does not. */
    public static ObjectNode features(boolean screening) {
        var patch = JsonNodeFactory.instance.objectNode();
        var features = patch.putArray("features");
        if (screening) features.add(SCREENING);
        return patch;
    }

    @Override
    public String key() {
        return id.toString();
    }
}
