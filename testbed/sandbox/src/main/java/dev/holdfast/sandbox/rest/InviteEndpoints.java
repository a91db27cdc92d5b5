package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.Invites;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.WebhookShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Invite;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Invites of channels and guilds, and what anybody may see of one. */
@Singleton
class InviteEndpoints implements EndpointGroup {
    private static final int MOST = 1_000;
    private static final int LONGEST = (int) Duration.ofDays(7).toSeconds();
    private static final int USUAL = (int) Duration.ofDays(1).toSeconds();

    private final World world;
    private final WebhookShapes shapes;
    private final Invites invites;
    private final Authority authority;

    InviteEndpoints(World world, WebhookShapes shapes, Invites invites, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.invites = invites;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("POST", "/channels/{channel}/invites", this::create);
        routes.bot("GET", "/channels/{channel}/invites", this::ofChannel);
        routes.bot("GET", "/guilds/{guild}/invites", this::ofGuild);
        routes.open("GET", "/invites/{code}", 50, Duration.ofSeconds(1), this::one);
        routes.bot("DELETE", "/invites/{code}", this::delete);
    }

    private EndpointAnswer create(Call call) {
        var form = call.form();
        var age = Duration.ofSeconds(form.get("max_age").integer(0, LONGEST, USUAL));
        var uses = form.get("max_uses").integer(0, 100, 0);
        var temporary = form.get("temporary").flag(false);
        var unique = form.get("unique").flag(false);
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.channel(call, Permission.CREATE_INSTANT_INVITE);
                    var guild = authority.guildOf(channel);
                    if (channel.thread() || channel.type() == Channel.CATEGORY) {
                        throw DiscordError.of(
                                400, 50024, "Cannot execute action on this channel type");
                    }
                    var known = invites.of(guild.id());
                    if (known.size() >= MOST) throw DiscordError.tooMany(30016, "invites", MOST);
                    var same =
                            known.stream()
                                    .filter(each -> each.channelId().equals(channel.id()))
                                    .filter(each -> each.inviterId().equals(call.user()))
                                    .filter(each -> each.maxAge().equals(age))
                                    .filter(each -> each.maxUses() == uses)
                                    .findFirst()
                                    .filter(_ -> !unique);
                    return shapes.managed(
                            same.orElseGet(() ->
                                    invites.create(channel, age, uses, temporary, call.by())));
                }));
    }

    private EndpointAnswer ofChannel(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.channel(call, Permission.MANAGE_CHANNELS);
                    var all =
                            invites.of(authority.guildOf(channel).id()).stream()
                                    .filter(each -> each.channelId().equals(channel.id()))
                                    .toList();
                    return GuildShapes.list(all, shapes::managed);
                }));
    }

    private EndpointAnswer ofGuild(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, 0);
                    var held = authority.held(call, guild);
                    if (!Permission.has(held, Permission.MANAGE_GUILD)
                            && !Permission.has(held, Permission.VIEW_AUDIT_LOG)) {
                        throw DiscordError.missingPermissions();
                    }
                    return GuildShapes.list(invites.of(guild.id()), shapes::managed);
                }));
    }

    private Invite found(Call call) {
        return invites.find(call.text("code"))
                .orElseThrow(() -> DiscordError.of(404, 10006, "Unknown Invite"));
    }

    private EndpointAnswer one(Call call) {
        var counts = call.asks("with_counts");
        return EndpointAnswer.ok(world.change(() -> shapes.invite(found(call), counts)));
    }

    /** Who manages the channel may, or who manages the guild. */
    private EndpointAnswer delete(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var invite = found(call);
                    var guild = world.guilds.find(invite.guildId()).orElseThrow();
                    var held = authority.held(call, guild);
                    if (!Permission.has(held, Permission.MANAGE_GUILD)) {
                        authority.channel(call, invite.channelId(), Permission.MANAGE_CHANNELS);
                    }
                    var shape = shapes.invite(invite, false);
                    invites.delete(invite, call.by());
                    return shape;
                }));
    }
}
