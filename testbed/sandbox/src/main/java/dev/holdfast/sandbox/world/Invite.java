package dev.holdfast.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A way into a guild; {@code maxAge} zero is for ever, {@code maxUses} zero is without end. */
public record Invite(
        String code,
        Snowflake guildId,
        Snowflake channelId,
        Snowflake inviterId,
        Duration maxAge,
        int maxUses,
        boolean temporary,
        int uses,
        Instant createdAt)
        implements Entity {
    @Override
    public String key() {
        return code;
    }

    public Invite used() {
        return new Invite(
                code, guildId, channelId, inviterId, maxAge, maxUses, temporary, uses + 1,
                createdAt);
    }

    /** {@code null}: never. */
    public @Nullable Instant expires() {
        return maxAge.isZero() ? null : createdAt.plus(maxAge);
    }

    public boolean usable(Instant now) {
        var end = expires();
        return (end == null || end.isAfter(now)) && (maxUses == 0 || uses < maxUses);
    }
}
