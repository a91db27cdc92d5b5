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

    public Member withRoles(List<Snowflake> changed) {
        return new Member(guildId, userId, nick, changed, joinedAt, timedOutUntil);
    }

    public Member called(@Nullable String changed) {
        return new Member(guildId, userId, changed, roles, joinedAt, timedOutUntil);
    }

    public Member silentUntil(@Nullable Instant changed) {
        return new Member(guildId, userId, nick, roles, joinedAt, changed);
    }

    static String key(Snowflake guildId, Snowflake userId) {
        return guildId + "/" + userId;
    }

    @Override
    public String key() {
        return key(guildId, userId);
    }
}
