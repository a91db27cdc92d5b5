package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member as the mirror knows them.
 *
 * @param roles without everyone's
 * @param joined {@code null}: not known
 * @param pending whether they have yet to accept the guild's rules
 * @param boostingSince {@code null}: they do not boost
 * @param asOf when Discord last said so
 */
public record MemberState(
        UserId user,
        boolean bot,
        Set<RoleId> roles,
        @Nullable Instant joined,
        boolean pending,
        @Nullable Instant boostingSince,
        Instant asOf) {

    public MemberState {
        roles = Set.copyOf(roles);
    }

    /** Whether they left and came back since; unknown is not so. */
    boolean joinedAfter(MemberState before) {
        return joined != null
                && before.joined != null
                && joined.truncatedTo(ChronoUnit.MICROS).isAfter(before.joined);
    }

    MemberState with(Set<RoleId> others) {
        return new MemberState(user, bot, others, joined, pending, boostingSince, asOf);
    }
}
