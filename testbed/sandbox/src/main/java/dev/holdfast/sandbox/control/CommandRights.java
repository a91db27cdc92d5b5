package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Command;
import dev.holdfast.sandbox.world.CommandPermissions;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may use a command where:
 * https://docs.discord.com/developers/interactions/application-commands#permissions. Called in a
 * change of the world.
 */
@Singleton
class CommandRights {
    private static final int IN_GUILD = 0;
    private static final int IN_DIRECT_MESSAGE = 1;
    private static final int ROLE = 1;
    private static final int USER = 2;
    private static final int CHANNEL = 3;

    private final World world;

    CommandRights(World world) {
        this.world = world;
    }

    void refuseForbidden(Command command, User person, Channel channel) {
        if (!here(command, channel.guildId() == null)) {
            throw ControlProblem.refused("/%s cannot be used here.", command.name());
        }
        if (channel.guildId() == null) return;
        var permissions = world.permissions(person.id(), channel);
        if (Permission.has(permissions, Permission.ADMINISTRATOR)) return;
        var member = world.member(channel.guildId(), person.id()).orElseThrow();
        if (!set(command, member, channel).orElseGet(() -> usually(command, permissions))) {
            throw ControlProblem.refused(
                    "%s lacks the permissions that /%s asks for.",
                    person.displayName(), command.name());
        }
    }

    private static boolean here(Command command, boolean direct) {
        var contexts = command.spec().path("contexts");
        if (contexts.isEmpty()) {
            return !direct || command.spec().path("dm_permission").asBoolean(true);
        }
        var wanted = direct ? IN_DIRECT_MESSAGE : IN_GUILD;
        for (var context : contexts) if (context.asInt() == wanted) return true;
        return false;
    }

    private static boolean usually(Command command, long permissions) {
        var wanted = command.spec().path("default_member_permissions");
        if (wanted.isNull() || wanted.isMissingNode()) return true;
        var needed = Long.parseLong(wanted.asText());
        return needed != 0 && Permission.has(permissions, needed);
    }

    /**
     * What the guild's managers set for this member here; empty where they set nothing. What they
     * set about the command overrides what they set about all the application's, as far as it says
     * something.
     */
    private Optional<Boolean> set(Command command, Member member, Channel channel) {
        var levels =
                Stream.of(command.id(), command.applicationId())
                        .map(id -> CommandPermissions.key(member.guildId(), id))
                        .flatMap(key -> world.commandPermissions.find(key).stream())
                        .map(CommandPermissions::permissions)
                        .toList();
        var where =
                levels.stream().flatMap(each -> here(each, member, channel).stream()).findFirst();
        return where.equals(Optional.of(false))
                ? where
                : levels.stream().flatMap(each -> of(each, member).stream()).findFirst();
    }

    private static Optional<Boolean> here(JsonNode permissions, Member member, Channel channel) {
        var everywhere = new Snowflake(member.guildId().value() - 1);
        return said(permissions, CHANNEL, channel.id())
                .or(() -> said(permissions, CHANNEL, everywhere));
    }

    private static Optional<Boolean> of(JsonNode permissions, Member member) {
        var own = said(permissions, USER, member.userId());
        if (own.isPresent()) return own;
        var byRole = Optional.<Boolean>empty();
        for (var role : member.roles()) {
            var said = said(permissions, ROLE, role);
            if (said.equals(Optional.of(true))) return said;
            byRole = byRole.or(() -> said);
        }
        return byRole.or(() -> said(permissions, ROLE, member.guildId()));
    }

    private static Optional<Boolean> said(JsonNode permissions, int type, Snowflake id) {
        for (var each : permissions) {
            if (each.path("type").asInt() == type && each.path("id").asText().equals(id.toString()))
                return Optional.of(each.path("permission").asBoolean());
        }
        return Optional.empty();
    }
}
