package dev.holdfast.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's membership of one guild. */
public record Member(
        Snowflake guildId,
        Snowflake userId,
        @Nullable String nick,
        List<Snowflake> roles,
        Instant joinedAt,
        @Nullable Instant timedOutUntil)
        implements Entity {
    public Member {
        roles = List.copyOf(roles);
    }

    static String key(Snowflake guildId, Snowflake userId) {
        return guildId + "/" + userId;
    }

    @Override
    public String key() {
        return key(guildId, userId);
    }
}
