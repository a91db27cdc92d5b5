package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.Channels;
import dev.holdfast.sandbox.form.ChannelForm;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Overwrite;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The channels of a guild, as the bot may read, make and change them. */
@Singleton
class ChannelEndpoints implements EndpointGroup {
    private static final int MOST = 500;
    private static final int MOST_IN_CATEGORY = 50;

    private final World world;
    private final GuildShapes shapes;
    private final Channels channels;
    private final ThreadEndpoints threads;
    private final Authority authority;

    ChannelEndpoints(
            World world,
            GuildShapes shapes,
            Channels channels,
            ThreadEndpoints threads,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.channels = channels;
        this.threads = threads;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", "/guilds/{guild}/channels", this::list);
        routes.bot("POST", "/guilds/{guild}/channels", this::create);
        routes.bot("PATCH", "/guilds/{guild}/channels", this::order);
        routes.bot("GET", "/channels/{channel}", this::one);
        routes.bot("PATCH", "/channels/{channel}", this::change);
        routes.bot("DELETE", "/channels/{channel}", this::delete);
        routes.bot("PUT", "/channels/{channel}/permissions/{overwrite}", this::permit);
        routes.bot("DELETE", "/channels/{channel}/permissions/{overwrite}", this::forget);
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, 0);
                    return GuildShapes.list(world.channelsOf(guild.id()), shapes::channel);
                }));
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.channel(authority.channel(call, 0))));
    }

    private EndpointAnswer create(Call call) {
        var form = ChannelForm.create(call.form());
        var channel =
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_CHANNELS);
                    if (world.channelsOf(guild.id()).size() >= MOST) {
                        throw DiscordError.tooMany(30013, "guild channels", MOST);
                    }
                    var parent = parent(form, guild);
                    var overwrites =
                            form.overwrites()
                                    .or(() -> parent.map(Channel::overwrites))
                                    .orElse(List.of());
                    refuseBeyond(call, guild, form.overwrites().orElse(List.of()));
                    return shapes.channel(
                            channels.create(guild.id(), form.fields(), overwrites, call.by()));
                });
        return EndpointAnswer.of(201, channel);
    }

    private Optional<Channel> parent(ChannelForm form, Guild guild) {
        var id = form.parentId();
        if (id.isEmpty()) return Optional.empty();
        var parent =
                id.flatMap(world.channels::find)
                        .filter(found -> guild.id().equals(found.guildId()));
        if (parent.isEmpty()) {
            form.refuseParent("CHANNEL_PARENT_INVALID", "Category does not exist");
        } else if (parent.get().type() != Channel.CATEGORY) {
            form.refuseParent("CHANNEL_PARENT_INVALID_TYPE", "Not a category");
        } else if (children(parent.get()) >= MOST_IN_CATEGORY) {
            var full = "Maximum number of channels in category reached (50)";
            form.refuseParent("CHANNEL_PARENT_MAX_CHANNELS", full);
        }
        return parent;
    }

    private long children(Channel category) {
        return world.channels.all().stream()
                .filter(channel -> category.id().equals(channel.parentId()))
                .count();
    }

    /** Nobody hands out what they may not do; a bot without MANAGE_ROLES sets no overwrites. */
    private void refuseBeyond(Call call, Guild guild, List<Overwrite> overwrites) {
        if (overwrites.isEmpty()) return;
        var held = authority.held(call, guild);
        if (!Permission.has(held, Permission.MANAGE_ROLES)) throw DiscordError.missingPermissions();
        for (var each : overwrites) authority.refuseBeyond(held, each.allow() | each.deny());
    }

    private EndpointAnswer change(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.channel(call, 0);
                    if (channel.thread()) return threads.change(call, channel);
                    var guild = authority.guildOf(channel);
                    var wanted = authority.channel(call, Permission.MANAGE_CHANNELS);
                    var form = ChannelForm.change(call.form(), wanted);
                    var parent = parent(form, guild);
                    if (form.overwrites().isPresent()) {
                        refuseBeyond(call, guild, changed(channel, form.overwrites().get()));
                    }
                    var synced =
                            form.lockPermissions()
                                    ? parent.map(Channel::overwrites)
                                    : form.overwrites();
                    return shapes.channel(
                            channels.change(channel, form.fields(), synced, call.by()));
                }));
    }

    private static List<Overwrite> changed(Channel channel, List<Overwrite> wanted) {
        return wanted.stream().filter(each -> !channel.overwrites().contains(each)).toList();
    }

    /** A direct channel is only closed; it is there again with the next message. */
    private EndpointAnswer delete(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.channel(call, 0);
                    var shape = shapes.channel(channel);
                    if (channel.guildId() == null) return shape;
                    if (channel.thread()) {
                        threads.delete(call, channel);
                        return shape;
                    }
                    authority.channel(call, Permission.MANAGE_CHANNELS);
                    channels.delete(channel, call.by());
                    return shape;
                }));
    }

    /** Those that are named change places; the others stay. */
    private EndpointAnswer order(Call call) {
        var form = Field.of(call.json());
        var asked = form.list(1, MOST);
        world.change(() -> {
            var guild = authority.in(call, Permission.MANAGE_CHANNELS);
            for (var each : asked) {
                if (!each.get("id").require()) continue;
                var id = each.get("id").snowflake().orElse(new Snowflake(0));
                var channel =
                        world.channels
                                .find(id)
                                .filter(found -> guild.id().equals(found.guildId()))
                                .orElseThrow(DiscordError::unknownChannel);
                var place = ChannelForm.place(each);
                var parent = parent(place, guild);
                var synced =
                        place.lockPermissions()
                                ? parent.map(Channel::overwrites)
                                : Optional.<List<Overwrite>>empty();
                channels.change(channel, place.fields(), synced, call.by());
            }
            form.refuseErrors();
        });
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer permit(Call call) {
        var form = call.form();
        var overwrite = ChannelForm.overwrite(form, Optional.of(call.id("overwrite")));
        form.refuseErrors();
        world.change(() -> {
            var channel = authority.channel(call, Permission.MANAGE_ROLES);
            var guild = authority.guildOf(channel);
            if (!overwrite.member()) authority.known(overwrite.id(), guild);
            else if (world.users.find(overwrite.id()).isEmpty()) throw DiscordError.unknownUser();
            var before = channel.overwrite(overwrite.id());
            var granted =
                    (overwrite.allow() & ~before.map(Overwrite::allow).orElse(0L))
                            | (overwrite.deny() & ~before.map(Overwrite::deny).orElse(0L));
            authority.refuseBeyond(authority.held(call, guild), granted);
            channels.permit(channel, overwrite, call.by());
        });
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer forget(Call call) {
        world.change(() -> {
            var channel = authority.channel(call, Permission.MANAGE_ROLES);
            authority.guildOf(channel);
            var overwrite =
                    channel.overwrite(call.id("overwrite"))
                            .orElseThrow(() ->
                                    DiscordError.of(404, 10009, "Unknown Permission Overwrite"));
            channels.forgetPermission(channel, overwrite, call.by());
        });
        return EndpointAnswer.nothing();
    }
}
