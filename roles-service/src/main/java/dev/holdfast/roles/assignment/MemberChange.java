package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;

/**
 * A member is other than they were.
 *
 * @param before empty: they were not known as a member
 * @param after empty: they left
 */
public record MemberChange(UserId user, Optional<MemberState> before, Optional<MemberState> after) {

    /** Whether they are a member and were not, or left and came back while nobody told. */
    boolean isArrival() {
        return after.isPresent() && before.filter(it -> !after.get().joinedAfter(it)).isEmpty();
    }

    /** Whether they came, or have accepted the guild's rules since they were looked at last. */
    boolean isNewcomer() {
        var isAdmitted =
                before.filter(MemberState::pending).isPresent()
                        && after.filter(it -> !it.pending()).isPresent();
        return isArrival() || isAdmitted;
    }

    /** Whether they were and are a member, and got the role or lost it. */
    boolean changes(RoleId role) {
        return before.isPresent() && after.isPresent() && has(before, role) != has(after, role);
    }

    static boolean has(Optional<MemberState> member, RoleId role) {
        return member.filter(it -> it.roles().contains(role)).isPresent();
    }
}
