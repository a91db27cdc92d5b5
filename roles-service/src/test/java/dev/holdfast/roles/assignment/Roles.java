package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Clock;

/** Events as the gateway tells them. */
final class Roles {

    private Roles() {}

    static GuildRoles.Role role(RoleId id, int position) {
        return new GuildRoles.Role(id, "role " + id, position, Permissions.NONE, false);
    }

    static GuildEvent.RoleChanged changed(RoleId id, int position) {
        return new GuildEvent.RoleChanged(role(id, position));
    }

    static MemberEvent.MemberJoined joined(UserId user) {
        return new MemberEvent.MemberJoined(user, Clock.systemUTC().instant(), false, false);
    }
}
