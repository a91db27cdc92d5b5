package dev.holdfast.gateway.effect;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.guild.ChannelPlace;
import dev.holdfast.gateway.guild.Guild;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;
import dev.holdfast.kit.protocol.GuildEffect;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in the way of an effect before Discord is asked: a channel of another guild, a
 * permission that is missing, the hierarchy of roles. Each in words that say what to do.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/topics/permissions#permission-hierarchy">Discord:
 *     permission hierarchy</a>
 */
@Singleton
record EffectPreconditions(Guilds guilds, DiscordRest rest) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    /** Discord asks for the last one only of whoever is the first with an emoji. */
    private static final Permissions TO_REACT =
            Permissions.of(
                    Permission.VIEW_CHANNEL,
                    Permission.READ_MESSAGE_HISTORY,
                    Permission.ADD_REACTIONS);

    private static final Texts TEXTS = Texts.of("effect");

    /**
     * The first obstacle; none where the guild's shard is another gateway's, and Discord judges. No
     * guild's words ever reach another guild: where it cannot be said now whose a channel is,
     * nothing is sent.
     */
    Optional<EffectAttempt> before(EffectOrder order) {
        var channel = channel(order.effect());
        var place = channel.map(its -> guilds.place(order.guild(), its)).orElse(ChannelPlace.HERE);
        return switch (place) {
            case ELSEWHERE -> {
                var sentence = TEXTS.english("channel.elsewhere", channel.orElseThrow());
                yield Optional.of(new EffectAttempt.Known(new Refused(Cause.INVALID, sentence)));
            }
            case UNKNOWN ->
                    Optional.of(
                            new EffectAttempt.Unsent(
                                    "Discord does not say whose the channel is", A_MOMENT));
            case HERE, NOWHERE ->
                    guilds.find(order.guild())
                            .flatMap(guild -> in(guild, order.effect()))
                            .<EffectAttempt>map(EffectAttempt.Known::new);
        };
    }

    private static Optional<ChannelId> channel(Effect effect) {
        return switch (effect) {
            case Effect.Say(var channel, _, _) -> Optional.of(channel);
            case Effect.Edit(var channel, _, _, _) -> Optional.of(channel);
            case Effect.Delete(var channel, _) -> Optional.of(channel);
            case Effect.React(var channel, _, _) -> Optional.of(channel);
            case GuildEffect.Overwrite overwrite -> Optional.of(overwrite.channel());
            case Effect.GiveRole _,
                    Effect.TakeRole _,
                    Effect.Rename _,
                    Effect.TimeOut _,
                    Effect.Kick _,
                    Effect.Ban _,
                    Effect.Unban _,
                    Effect.Tell _,
                    GuildEffect.PauseInvites _,
                    GuildEffect.Leave _,
                    AlertEffect _ ->
                    Optional.empty();
        };
    }

    /** The first obstacle, as the guild is known. */
    Optional<Refused> in(Guild guild, Effect effect) {
        return switch (effect) {
            case Effect.GiveRole(_, var role) -> role(guild, role);
            case Effect.TakeRole(_, var role) -> role(guild, role);
            case Effect.Rename(var user, _) -> member(guild, user, Permission.MANAGE_NICKNAMES);
            case Effect.TimeOut(var user, _) ->
                    member(guild, user, Permission.MODERATE_MEMBERS)
                            .or(() -> administrator(guild, user));
            case Effect.Kick(var user) -> member(guild, user, Permission.KICK_MEMBERS);
            case Effect.Ban(var user, _) -> member(guild, user, Permission.BAN_MEMBERS);
            case Effect.Unban _ -> missing(guild, Permission.BAN_MEMBERS);
            case Effect.Say(var channel, var content, _) ->
                    place(
                            guild,
                            channel,
                            content.embeds().isEmpty()
                                    ? Permissions.of(
                                            Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES)
                                    : Permissions.of(
                                            Permission.VIEW_CHANNEL,
                                            Permission.SEND_MESSAGES,
                                            Permission.EMBED_LINKS));
            case Effect.Edit(var channel, _, _, _) ->
                    place(guild, channel, Permissions.of(Permission.VIEW_CHANNEL));
            case Effect.Delete(var channel, _) ->
                    place(guild, channel, Permissions.of(Permission.VIEW_CHANNEL));
            case Effect.React(var channel, _, _) -> place(guild, channel, TO_REACT);
            case GuildEffect.Overwrite overwrite -> overwrite(guild, overwrite);
            case GuildEffect.PauseInvites _ -> missing(guild, Permission.MANAGE_GUILD);
            case Effect.Tell _, GuildEffect.Leave _, AlertEffect _ -> Optional.empty();
        };
    }

    private Optional<Refused> role(Guild guild, RoleId id) {
        if (id.value() == guild.id()) {
            return Optional.of(new Refused(Cause.INVALID, TEXTS.english("role.everyone")));
        }
        return missing(guild, Permission.MANAGE_ROLES)
                .or(() -> guild.role(id.value()).flatMap(role -> outOfReach(guild, role)));
    }

    private Optional<Refused> outOfReach(Guild guild, Guild.Role role) {
        if (role.managed()) {
            return forbidden("role.managed", UserText.show(role.name()));
        }
        var own = own(guild);
        return guild.owner() == guild.self().id() || own.isAbove(role)
                ? Optional.empty()
                : forbidden("role.above", UserText.show(role.name()), UserText.show(own.name()));
    }

    private Optional<Refused> member(Guild guild, UserId user, Permission needed) {
        return missing(guild, needed).or(() -> above(guild, user));
    }

    private Optional<Refused> above(Guild guild, UserId user) {
        if (user.value() == guild.self().id() || guild.owner() == guild.self().id()) {
            return Optional.empty();
        }
        if (user.value() == guild.owner()) {
            return forbidden("member.owner", user);
        }
        var own = own(guild);
        return roles(guild, user)
                .map(guild::highest)
                .filter(highest -> highest.id() != guild.id() && !own.isAbove(highest))
                .flatMap(highest ->
                        forbidden(
                                "member.above",
                                user,
                                UserText.show(highest.name()),
                                UserText.show(own.name())));
    }

    private Optional<Refused> administrator(Guild guild, UserId user) {
        return roles(guild, user)
                .filter(roles ->
                        guild.permissions(user.value(), roles)
                                .allows(Permissions.of(Permission.ADMINISTRATOR)))
                .flatMap(_ -> forbidden("member.administrator", user));
    }

    /** Empty for somebody who is no member, or while Discord does not say. */
    private Optional<Set<Long>> roles(Guild guild, UserId user) {
        var path = "/guilds/%d/members/%s".formatted(guild.id(), user);
        if (!(rest.send(RestCall.get(path), PATIENCE) instanceof RestAnswer.Done(var member))) {
            return Optional.empty();
        }
        var roles = new HashSet<Long>();
        member.path("roles").forEach(role -> roles.add(role.asLong()));
        return Optional.of(roles);
    }

    private Optional<Refused> missing(Guild guild, Permission needed) {
        return guild.ownPermissions().allows(Permissions.of(needed))
                ? Optional.empty()
                : forbidden("permission", needed.title(), UserText.show(own(guild).name()));
    }

    /** A thread has permissions of its own kind, so there Discord judges. */
    private Optional<Refused> place(Guild guild, ChannelId id, Permissions needed) {
        var channel = guild.channels().get(id.value());
        if (channel == null || channel.parent() != null) {
            return Optional.empty();
        }
        return guild.ownPermissions(id.value()).stream()
                .flatMap(held -> held.missing(needed).stream())
                .findFirst()
                .flatMap(missing ->
                        forbidden(
                                "permission.channel",
                                missing.title(),
                                UserText.show(channel.name()),
                                UserText.show(own(guild).name())));
    }

    private Optional<Refused> overwrite(Guild guild, GuildEffect.Overwrite wanted) {
        var managing = Permissions.of(Permission.VIEW_CHANNEL, Permission.MANAGE_ROLES);
        return place(guild, wanted.channel(), managing).or(() -> beyond(guild, wanted));
    }

    /** Nobody allows or denies in a channel what they may not do in the server. */
    private Optional<Refused> beyond(Guild guild, GuildEffect.Overwrite wanted) {
        var channel = guild.channels().get(wanted.channel().value());
        if (channel == null || channel.overwrites().stream().anyMatch(it -> frees(guild, it))) {
            return Optional.empty();
        }
        return guild.ownPermissions().missing(changes(channel, wanted)).stream()
                .findFirst()
                .flatMap(missing ->
                        forbidden(
                                "permission.beyond",
                                missing.title(),
                                UserText.show(channel.name()),
                                UserText.show(own(guild).name())));
    }

    /** Whether the channel lets the bot manage whatever it has. */
    private static boolean frees(Guild guild, Guild.Overwrite overwrite) {
        var isOurs =
                overwrite.id() == guild.self().id()
                        || guild.self().roles().contains(overwrite.id());
        return isOurs && (overwrite.allow() & Permission.MANAGE_ROLES.bit()) != 0;
    }

    /** What is allowed or denied that was not so before. */
    private static Permissions changes(Guild.Channel channel, GuildEffect.Overwrite wanted) {
        if (wanted.allow() == null || wanted.deny() == null) {
            return Permissions.NONE;
        }
        var before = before(channel, wanted.holder());
        var allowed = wanted.allow().bits() & ~before.allow();
        var denied = wanted.deny().bits() & ~before.deny();
        return new Permissions(allowed | denied);
    }

    private static Guild.Overwrite before(Guild.Channel channel, long holder) {
        return channel.overwrites().stream()
                .filter(each -> each.id() == holder)
                .findFirst()
                .orElseGet(() -> new Guild.Overwrite(holder, 0, 0));
    }

    private static Guild.Role own(Guild guild) {
        return guild.highest(guild.self().roles());
    }

    private Optional<Refused> forbidden(String key, Object... arguments) {
        return Optional.of(new Refused(Cause.FORBIDDEN, TEXTS.english(key, strings(arguments))));
    }

    /** An id is no number that wants separators. */
    private static Object[] strings(Object[] arguments) {
        var strings = new Object[arguments.length];
        for (var i = 0; i < strings.length; i++) {
            strings[i] = arguments[i].toString();
        }
        return strings;
    }
}
