package dev.holdfast.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's membership of one guild.
 *
 * @param boostingSince {@code null}: they do not boost the guild
 * @param pending whether they have not accepted the guild's rules yet
 */
public record Member(
        Snowflake guildId,
        Snowflake userId,
        @Nullable String nick,
        List<Snowflake> roles,
        Instant joinedAt,
        @Nullable Instant timedOutUntil,
        @Nullable Instant boostingSince,
        boolean pending)
        implements Entity {
    public Member {
        roles = List.copyOf(roles);
    }

    /** Somebody who has just joined. */
    public static Member joined(
            Snowflake guildId, Snowflake userId, List<Snowflake> roles, Instant at) {
        return new Member(guildId, userId, null, roles, at, null, null, false);
    }

    public Member withRoles(List<Snowflake> changed) {
        return new Member(
                guildId, userId, nick, changed, joinedAt, timedOutUntil, boostingSince, pending);
    }

    public Member called(@Nullable String changed) {
        return new Member(
                guildId, userId, changed, roles, joinedAt, timedOutUntil, boostingSince, pending);
    }

    public Member silentUntil(@Nullable Instant changed) {
        return new Member(guildId, userId, nick, roles, joinedAt, changed, boostingSince, pending);
    }

    public Member boosting(@Nullable Instant since) {
        return new Member(guildId, userId, nick, roles, joinedAt, timedOutUntil, since, pending);
    }

    public Member pending(boolean changed) {
        return new Member(
                guildId, userId, nick, roles, joinedAt, timedOutUntil, boostingSince, changed);
    }

    static String key(Snowflake guildId, Snowflake userId) {
        return guildId + "/" + userId;
    }

    @Override
    public String key() {
        return key(guildId, userId);
    }
}
