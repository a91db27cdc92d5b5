package dev.holdfast.kit.protocol;

import java.util.List;

/**
 * Who asks: a member of a guild, or a user in direct messages.
 *
 * @param name as others see it: nickname, else display name, else user name; at most 100 characters
 * @param roles without the role that everyone has
 * @param permissions in the channel where it was asked, computed by Discord or by the gateway
 */
public record Member(UserId user, String name, List<RoleId> roles, Permissions permissions) {

    public Member {
        Required.field("user", user);
        Required.field("name", name);
        Required.field("roles", roles);
        Required.field("permissions", permissions);
        roles = List.copyOf(roles);
    }
}
