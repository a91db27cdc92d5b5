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
import java.util.Optional;

/**
 * Sees to it that what concerns a whole server is allowed by roles. What Discord says a member may
 * do where a command was used includes the channel's overwrites, and whoever may write those would
 * else be an admin of the bot. Safe for any thread.
 */
@Singleton
public final class ServerPermissions {

    private final Guilds guilds;

    @Inject
    ServerPermissions(Guilds guilds) {
        this.guilds = guilds;
    }

    /**
     * The invocation with what the member may do by their roles.
     *
     * @return empty where the command needs something that this gateway cannot judge (yet)
     */
    public Optional<Invocation> confirmed(CommandSpec spec, Invocation invocation) {
        var claimed = invocation.member().permissions();
        if (invocation.guild().equals(GuildId.DIRECT)
                || !MemberPermissions.areServerWide(claimed)) {
            return Optional.of(invocation);
        }
        var member = invocation.member();
        var fromRoles = guilds.serverWide(invocation.guild(), member.user(), member.roles());
        if (fromRoles.isEmpty() && MemberPermissions.areServerWide(spec.permissions())) {
            return Optional.empty();
        }
        var held = MemberPermissions.serverWide(claimed, fromRoles.orElse(Permissions.NONE));
        return Optional.of(
                invocation.by(new Member(member.user(), member.name(), member.roles(), held)));
    }
}
