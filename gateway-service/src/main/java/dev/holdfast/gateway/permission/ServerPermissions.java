package dev.holdfast.gateway.permission;

import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.guild.MemberPermissions;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import jakarta.inject.Singleton;

/**
 * Takes permissions that concern the whole server from the member's roles. The permissions that
 * Discord sends include the channel's overwrites, so whoever can write overwrites would otherwise
 * be an admin of the bot. Thread-safe.
 */
@Singleton
public final class ServerPermissions {

    private final Guilds guilds;
    private final MembershipCheck belonging;

    ServerPermissions(Guilds guilds, MembershipCheck belonging) {
        this.guilds = guilds;
        this.belonging = belonging;
    }

    /**
     * The invocation with what the member may do by their roles; of a direct message that belongs
     * to a server, with what they may do there.
     */
    public CallerCheck vouch(CommandSpec spec, Invocation invocation) {
        return invocation.direct() ? belonging.of(invocation) : confirmed(spec, invocation);
    }

    private CallerCheck confirmed(CommandSpec spec, Invocation invocation) {
        var claimed = invocation.member().permissions();
        if (invocation.guild().equals(GuildId.DIRECT)
                || !MemberPermissions.areServerWide(claimed)) {
            return new CallerCheck.For(invocation);
        }
        var member = invocation.member();
        var fromRoles = guilds.serverWide(invocation.guild(), member.user(), member.roles());
        if (fromRoles.isEmpty() && MemberPermissions.areServerWide(invocation.needs(spec))) {
            return new CallerCheck.Unknown();
        }
        var held = MemberPermissions.serverWide(claimed, fromRoles.orElse(Permissions.NONE));
        return new CallerCheck.For(
                invocation.by(new Member(member.user(), member.name(), member.roles(), held)));
    }
}
