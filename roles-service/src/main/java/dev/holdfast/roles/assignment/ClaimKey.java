package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;

/** Which claim or veto: a source has one at most for a member and a role. */
public record ClaimKey(UserId user, RoleId role, Source source) {

    MemberRole of() {
        return new MemberRole(user, role);
    }
}
