package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.RoleId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What Discord's JSON shows of the states that effects set. */
final class ObservedState {

    private static final Duration PRECISION = Duration.ofSeconds(1);

    private ObservedState() {}

    static boolean role(JsonNode member, RoleId role) {
        for (var each : member.path("roles")) {
            if (each.asText().equals(role.toString())) {
                return true;
            }
        }
        return false;
    }

    static @Nullable Instant silentUntil(JsonNode member) {
        return instant(member.path("communication_disabled_until"));
    }

    static @Nullable Instant invitesPausedUntil(JsonNode guild) {
        return instant(guild.path("incidents_data").path("invites_disabled_until"));
    }

    /** Discord keeps less of a moment than is ordered. */
    static boolean isAt(@Nullable Instant shown, @Nullable Instant ordered) {
        if (shown == null || ordered == null) {
            return shown == null && ordered == null;
        }
        return Duration.between(shown, ordered).abs().compareTo(PRECISION) < 0;
    }

    static boolean ownReaction(JsonNode message, String emoji) {
        for (var each : message.path("reactions")) {
            if (each.path("me").asBoolean() && name(each.path("emoji")).equals(emoji)) {
                return true;
            }
        }
        return false;
    }

    private static String name(JsonNode emoji) {
        var name = emoji.path("name").asText();
        return emoji.hasNonNull("id") ? name + ":" + emoji.path("id").asText() : name;
    }

    static boolean overwrite(JsonNode channel, GuildEffect.Overwrite wanted) {
        for (var each : channel.path("permission_overwrites")) {
            if (each.path("id").asLong() == wanted.holder()) {
                return each.path("allow").asText().equals(String.valueOf(wanted.allow()))
                        && each.path("deny").asText().equals(String.valueOf(wanted.deny()));
            }
        }
        return wanted.isRemoved();
    }

    private static @Nullable Instant instant(JsonNode text) {
        return text.isTextual() ? OffsetDateTime.parse(text.textValue()).toInstant() : null;
    }
}
