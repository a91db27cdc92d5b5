package dev.holdfast.gateway.permission;

import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Applies to typed commands what Discord applies to slash commands: the permission to use commands
 * in the channel, and the server's Integrations settings. Thread-safe.
 */
@Singleton
public final class TypedRights {

    private static final Permissions TO_USE = Permissions.of(Permission.USE_APPLICATION_COMMANDS);
    private static final Permissions ADMINISTRATOR = Permissions.of(Permission.ADMINISTRATOR);

    private final Guilds guilds;
    private final CommandPermissions set;

    TypedRights(Guilds guilds, CommandPermissions set) {
        this.guilds = guilds;
        this.set = set;
    }

    /** Whether a typed command may be run. */
    public sealed interface Right {

        /**
         * It may.
         *
         * @param permissions what the member may do there
         */
        record Granted(Permissions permissions) implements Right {}

        /** The server's settings do not let this member use it there. */
        record Closed() implements Right {}

        /** That is not known (yet). */
        record Unknown() implements Right {}
    }

    /**
     * Who typed it where.
     *
     * @param restrained whether the member may only look: timed out, or not yet past the server's
     *     screening
     */
    public record Typist(
            GuildId guild, ChannelId channel, UserId user, List<RoleId> roles, boolean restrained) {

        public Typist {
            roles = List.copyOf(roles);
        }
    }

    /** Whether that person may run the command there. */
    public Right of(Typist typist, CommandPath path) {
        if (typist.guild().equals(GuildId.DIRECT)) {
            return new Right.Granted(Permissions.NONE);
        }
        var permissions =
                guilds.permissions(typist.guild(), typist.channel(), typist.user(), typist.roles());
        if (permissions.isEmpty()) {
            return new Right.Unknown();
        }
        var held = permissions.get();
        if (held.allows(ADMINISTRATOR)) {
            return new Right.Granted(held);
        }
        if (typist.restrained() || !held.allows(TO_USE)) {
            return new Right.Closed();
        }
        return allowed(typist, path)
                .<Right>map(open -> open ? new Right.Granted(held) : new Right.Closed())
                .orElseGet(Right.Unknown::new);
    }

    private Optional<Boolean> allowed(Typist typist, CommandPath path) {
        return guilds.governing(typist.guild(), typist.channel())
                .flatMap(channel ->
                        set.allow(
                                path.root(),
                                new GuildRules.Asked(
                                        typist.guild().value(),
                                        channel.value(),
                                        typist.user().value(),
                                        typist.roles().stream().map(RoleId::value).toList())));
    }
}
