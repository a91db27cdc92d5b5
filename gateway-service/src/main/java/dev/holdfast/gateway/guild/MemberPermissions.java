package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a member may do in a channel, computed as Discord documents it, but for what concerns the
 * whole server: that comes from roles alone, whatever a channel's overwrites say.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/topics/permissions#permission-overwrites">Discord:
 *     permission overwrites</a>
 */
public final class MemberPermissions {

    private static final Permissions ALL = new Permissions(-1L);

    /**
     * What Discord's table gives no channel type, and the two that mean something smaller in a
     * channel: there Manage Channels is about that channel, and Manage Roles about its overwrites.
     */
    static final long SERVER_WIDE =
            Permissions.of(
                                    Permission.KICK_MEMBERS,
                                    Permission.BAN_MEMBERS,
                                    Permission.ADMINISTRATOR,
                                    Permission.MANAGE_CHANNELS,
                                    Permission.MANAGE_GUILD,
                                    Permission.MANAGE_NICKNAMES,
                                    Permission.MANAGE_ROLES,
                                    Permission.MODERATE_MEMBERS)
                            .bits()
                    | 1L << 7 // View Audit Log
                    | 1L << 19 // View Server Insights
                    | 1L << 26 // Change Nickname
                    | 1L << 30 // Manage Expressions
                    | 1L << 41 // View Creator Monetization Analytics
                    | 1L << 43; // Create Expressions

    private MemberPermissions() {}

    /** In the guild, before any channel's overwrites. */
    static Permissions of(Guild guild, long user, Collection<Long> roles) {
        var base = base(guild, roles);
        var isAdministrator = (base & Permission.ADMINISTRATOR.bit()) != 0;
        return guild.owner() == user || isAdministrator ? ALL : new Permissions(base);
    }

    static Permissions of(Guild guild, Guild.Channel channel, long user, Collection<Long> roles) {
        var base = of(guild, user, roles);
        if (base.equals(ALL)) {
            return ALL;
        }
        var overwrites = channel.overwrites();
        var permissions = apply(base.bits(), overwrites, id -> id == guild.id());
        permissions = apply(permissions, overwrites, id -> id != guild.id() && roles.contains(id));
        permissions = apply(permissions, overwrites, id -> id == user);
        return serverWide(new Permissions(permissions), base);
    }

    /** Whether some of them concern the whole server. */
    public static boolean areServerWide(Permissions permissions) {
        return (permissions.bits() & SERVER_WIDE) != 0;
    }

    /** The same, with what concerns the whole server as the member's roles have it. */
    public static Permissions serverWide(Permissions permissions, Permissions fromRoles) {
        return new Permissions(
                (permissions.bits() & ~SERVER_WIDE) | (fromRoles.bits() & SERVER_WIDE));
    }

    private static long base(Guild guild, Collection<Long> roles) {
        var permissions = guild.role(guild.id()).map(Guild.Role::permissions).orElse(0L);
        for (var role : roles) {
            permissions |= guild.role(role).map(Guild.Role::permissions).orElse(0L);
        }
        return permissions;
    }

    /** What some of the roles allow wins over what others of them deny. */
    private static long apply(
            long permissions, List<Guild.Overwrite> overwrites, Predicate<Long> whose) {
        var allow = 0L;
        var deny = 0L;
        for (var overwrite : overwrites) {
            if (whose.test(overwrite.id())) {
                allow |= overwrite.allow();
                deny |= overwrite.deny();
            }
        }
        return (permissions & ~deny) | allow;
    }
}
