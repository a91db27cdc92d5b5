package dev.holdfast.gateway.permission;

import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.guild.MemberPermissions;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Sees to it that what concerns a whole server is allowed by roles. What Discord says a member may
 * do where a command was used includes the channel's overwrites, and whoever may write those would
 * else be an admin of the bot. Safe for any thread.
 */
@Singleton
public final class ServerPermissions {

    private final Guilds guilds;
    private final Belonging belonging;

    @Inject
    ServerPermissions(Guilds guilds, Belonging belonging) {
        this.guilds = guilds;
        this.belonging = belonging;
    }

    /**
     * The invocation with what the member may do by their roles; of a direct message that belongs
     * to a server, with what they may do there.
     */
    public Vouched vouch(CommandSpec spec, Invocation invocation) {
        return invocation.direct() ? belonging.of(invocation) : confirmed(spec, invocation);
    }

    private Vouched confirmed(CommandSpec spec, Invocation invocation) {
        var claimed = invocation.member().permissions();
        if (invocation.guild().equals(GuildId.DIRECT)
                || !MemberPermissions.areServerWide(claimed)) {
            return new Vouched.For(invocation);
        }
        var member = invocation.member();
        var fromRoles = guilds.serverWide(invocation.guild(), member.user(), member.roles());
        if (fromRoles.isEmpty() && MemberPermissions.areServerWide(invocation.needs(spec))) {
            return new Vouched.Unknown();
        }
        var held = MemberPermissions.serverWide(claimed, fromRoles.orElse(Permissions.NONE));
        return new Vouched.For(
                invocation.by(new Member(member.user(), member.name(), member.roles(), held)));
    }
}
