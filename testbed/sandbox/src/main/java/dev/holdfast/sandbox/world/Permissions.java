package dev.holdfast.sandbox.world;

import java.time.Instant;
import java.util.List;

/**
 * What a member may do, computed as Discord documents it: owner, roles, administrator, overwrites,
 * timeout.
 */
public final class Permissions {
    private Permissions() {}

    /** In the guild, before any channel's overwrites. */
    public static long inGuild(Guild guild, Member member, List<Role> roles, Instant now) {
        if (guild.ownerId().equals(member.userId())) return Permission.ALL;
        var union = 0L;
        for (var role : roles) union |= role.permissions();
        if (Permission.has(union, Permission.ADMINISTRATOR)) return Permission.ALL;
        return timedOut(member, now) ? union & Permission.TIMED_OUT : union;
    }

    /** In a channel of the guild; {@code roles} are the member's own and @everyone. */
    public static long inChannel(
            Guild guild, Member member, List<Role> roles, Channel channel, Instant now) {
        var base = inGuild(guild, member, roles, now);
        if (base == Permission.ALL) return base;
        var permissions = base;
        for (var overwrite : channel.overwrites()) {
            if (overwrite.id().equals(guild.id())) {
                permissions = (permissions & ~overwrite.deny()) | overwrite.allow();
            }
        }
        var allow = 0L;
        var deny = 0L;
        for (var overwrite : channel.overwrites()) {
            if (overwrite.member() || !member.roles().contains(overwrite.id())) continue;
            allow |= overwrite.allow();
            deny |= overwrite.deny();
        }
        permissions = (permissions & ~deny) | allow;
        for (var overwrite : channel.overwrites()) {
            if (overwrite.member() && overwrite.id().equals(member.userId())) {
                permissions = (permissions & ~overwrite.deny()) | overwrite.allow();
            }
        }
        return timedOut(member, now) ? permissions & Permission.TIMED_OUT : permissions;
    }

    private static boolean timedOut(Member member, Instant now) {
        return member.timedOutUntil() != null && member.timedOutUntil().isAfter(now);
    }
}
