package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.chat.Webhooks;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.WebhookShapes;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.Webhook;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Webhooks: by the bots that manage them, and by their tokens. */
@Singleton
class WebhookEndpoints implements EndpointGroup {
    private static final int MOST = 15;
    private static final String ONE = "/webhooks/{webhook}";
    private static final String BY_TOKEN = ONE + "/{token}";

    private final World world;
    private final WebhookShapes shapes;
    private final Webhooks webhooks;
    private final Pictures pictures;
    private final Authority authority;

    WebhookEndpoints(
            World world,
            WebhookShapes shapes,
            Webhooks webhooks,
            Pictures pictures,
            Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.webhooks = webhooks;
        this.pictures = pictures;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        var per = Duration.ofSeconds(2);
        routes.bot("POST", "/channels/{channel}/webhooks", this::create);
        routes.bot("GET", "/channels/{channel}/webhooks", this::ofChannel);
        routes.bot("GET", "/guilds/{guild}/webhooks", this::ofGuild);
        routes.bot("GET", ONE, this::one);
        routes.bot("PATCH", ONE, this::change);
        routes.bot("DELETE", ONE, this::delete);
        routes.open("GET", BY_TOKEN, 5, per, this::oneByToken);
        routes.open("PATCH", BY_TOKEN, 5, per, this::changeByToken);
        routes.open("DELETE", BY_TOKEN, 5, per, this::deleteByToken);
    }

    private static String name(Field form) {
        var field = form.get("name");
        var name = field.requiredText(1, 80).strip();
        var lower = name.toLowerCase(Locale.ROOT);
        for (var word : List.of("clyde", "discord")) {
            if (!lower.contains(word)) continue;
            var message = "Username cannot contain \"%s\"".formatted(word);
            field.bad("USERNAME_INVALID_CONTAINS", message);
        }
        return name;
    }

    private EndpointAnswer create(Call call) {
        var form = call.form();
        var name = name(form);
        pictures.keep(form, "avatar");
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.channel(call, Permission.MANAGE_WEBHOOKS);
                    var guild = authority.guildOf(channel);
                    if (channel.thread() || channel.type() == Channel.CATEGORY) {
                        throw DiscordError.of(
                                400, 50024, "Cannot execute action on this channel type");
                    }
                    if (in(channel).size() >= MOST) {
                        throw DiscordError.tooMany(30007, "webhooks", MOST);
                    }
                    var webhook =
                            new Webhook(
                                    world.nextId(),
                                    guild.id(),
                                    channel.id(),
                                    name,
                                    form.get("avatar").text(0, 64).orElse(null),
                                    Bots.secret() + Bots.secret(),
                                    call.user(),
                                    call.application());
                    return shapes.managed(webhooks.create(webhook, call.by()), call.host());
                }));
    }

    private List<Webhook> in(Channel channel) {
        return world.webhooks.all().stream()
                .filter(webhook -> webhook.channelId().equals(channel.id()))
                .toList();
    }

    private EndpointAnswer ofChannel(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var channel = authority.channel(call, Permission.MANAGE_WEBHOOKS);
                    authority.guildOf(channel);
                    return GuildShapes.list(in(channel), each -> shapes.managed(each, call.host()));
                }));
    }

    private EndpointAnswer ofGuild(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_WEBHOOKS);
                    var all =
                            world.webhooks.all().stream()
                                    .filter(each -> each.guildId().equals(guild.id()))
                                    .toList();
                    return GuildShapes.list(all, each -> shapes.managed(each, call.host()));
                }));
    }

    private Webhook found(Call call) {
        return world.webhooks.find(call.id("webhook")).orElseThrow(DiscordError::unknownWebhook);
    }

    /** Those of its guild's managers, and the bot's own. */
    private Webhook managed(Call call) {
        var webhook = found(call);
        if (call.user().equals(webhook.creatorId())) return webhook;
        authority.channel(call, webhook.channelId(), Permission.MANAGE_WEBHOOKS);
        return webhook;
    }

    private Webhook byToken(Call call) {
        var webhook = found(call);
        if (!Bots.same(webhook.token(), call.text("token"))) throw DiscordError.deadWebhookToken();
        return webhook;
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.managed(managed(call), call.host())));
    }

    private EndpointAnswer oneByToken(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.whole(byToken(call), call.host())));
    }

    private Webhook changed(Webhook webhook, Field form, Snowflake channelId) {
        var name = form.get("name").empty() ? webhook.name() : name(form);
        pictures.keep(form, "avatar");
        var avatar =
                form.get("avatar").missing()
                        ? webhook.avatar()
                        : form.get("avatar").text(0, 64).orElse(null);
        form.refuseErrors();
        return webhook.changed(name, avatar, channelId);
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var webhook = managed(call);
                    var channelId = form.get("channel_id").snowflake();
                    form.refuseErrors();
                    channelId.ifPresent(
                            id -> authority.channel(call, id, Permission.MANAGE_WEBHOOKS));
                    var after = changed(webhook, form, channelId.orElse(webhook.channelId()));
                    return shapes.managed(webhooks.change(webhook, after, call.by()), call.host());
                }));
    }

    /** Who has only the token does not move it. */
    private EndpointAnswer changeByToken(Call call) {
        var form = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var webhook = byToken(call);
                    var after = changed(webhook, form, webhook.channelId());
                    return shapes.whole(webhooks.change(webhook, after, by(webhook)), call.host());
                }));
    }

    private static By by(Webhook webhook) {
        return new By(webhook.creatorId(), null);
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> webhooks.delete(managed(call), call.by()));
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer deleteByToken(Call call) {
        world.change(() -> {
            var webhook = byToken(call);
            webhooks.delete(webhook, by(webhook));
        });
        return EndpointAnswer.nothing();
    }
}
