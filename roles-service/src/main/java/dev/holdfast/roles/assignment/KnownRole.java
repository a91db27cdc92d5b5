package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;

/**
 * A role as the mirror knows it.
 *
 * @param managed whether it belongs to a bot or an integration, so that nobody can give it
 * @param deleted whether it is gone from Discord
 */
public record KnownRole(
        RoleId id,
        String name,
        int position,
        Permissions permissions,
        boolean managed,
        boolean deleted) {}
