package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Sender;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.Webhook;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Messages by a token in the path: a webhook's, or an interaction's (its follow-ups). */
@Singleton
class WebhookMessageEndpoints implements EndpointGroup {
    private static final String EXECUTE = "/webhooks/{webhook}/{token}";
    private static final String ONE = EXECUTE + "/messages/{message}";

    private final World world;
    private final MessageShapes shapes;
    private final Chat chat;
    private final MessagePosting posting;
    private final FollowUps followUps;

    WebhookMessageEndpoints(
            World world,
            MessageShapes shapes,
            Chat chat,
            MessagePosting posting,
            FollowUps followUps) {
        this.world = world;
        this.shapes = shapes;
        this.chat = chat;
        this.posting = posting;
        this.followUps = followUps;
    }

    @Override
    public void register(Routes routes) {
        var per = Duration.ofSeconds(2);
        routes.open("POST", EXECUTE, 5, per, this::execute);
        routes.open("GET", ONE, 5, per, this::get);
        routes.open("PATCH", ONE, 5, per, this::edit);
        routes.open("DELETE", ONE, 5, per, this::delete);
    }

    /** Empty where the id is an application's. */
    private Optional<Webhook> webhook(Call call) {
        var found = world.change(() -> world.webhooks.find(call.id("webhook")));
        if (found.isPresent() && !Bots.same(found.get().token(), call.text("token"))) {
            throw DiscordError.deadWebhookToken();
        }
        return found;
    }

    private EndpointAnswer execute(Call call) {
        var webhook = webhook(call);
        if (webhook.isEmpty()) return followUps.send(call);
        var asked = call.form();
        var username = asked.get("username").text(1, 80);
        var form = MessageForm.create(asked);
        var sent =
                world.change(() -> {
                    var channel = channel(call, webhook.get());
                    var sender = sender(webhook.get(), username);
                    var flags = form.flags() & ~MessageBody.EPHEMERAL;
                    var body = posting.body(call, speaker(channel), form, channel, flags);
                    return shapes.message(posting.asWebhook(channel, sender, body));
                });
        return call.asks("wait") ? EndpointAnswer.ok(sent) : EndpointAnswer.nothing();
    }

    /** A webhook may mention whom it likes, as the guild's owner may. */
    private Snowflake speaker(Channel channel) {
        return Optional.ofNullable(channel.guildId())
                .flatMap(world.guilds::find)
                .map(Guild::ownerId)
                .orElseThrow(DiscordError::unknownChannel);
    }

    private static Sender sender(Webhook webhook, Optional<String> username) {
        var name = username.filter(text -> !text.isBlank()).orElse(webhook.name());
        return new Sender(webhook.id(), name, webhook.avatar(), webhook.applicationId());
    }

    /** The webhook's own, or a thread in it. */
    private Channel channel(Call call, Webhook webhook) {
        var thread = call.querySnowflake("thread_id");
        var channel =
                world.channels
                        .find(thread.orElse(webhook.channelId()))
                        .orElseThrow(DiscordError::unknownChannel);
        if (thread.isPresent() && !webhook.channelId().equals(channel.parentId())) {
            throw DiscordError.unknownChannel();
        }
        if (!channel.textual()) {
            throw DiscordError.of(
                    400,
                    220_001,
                    "Webhooks posted to forum channels must have a thread_name or thread_id");
        }
        return channel;
    }

    private Message message(Call call, Webhook webhook) {
        var channel = channel(call, webhook);
        return world.messages
                .find(channel.id(), call.id("message"))
                .filter(message -> of(message).equals(Optional.of(webhook.id())))
                .orElseThrow(DiscordError::unknownMessage);
    }

    private static Optional<Snowflake> of(Message message) {
        return Optional.ofNullable(message.sender()).map(Sender::webhookId);
    }

    private EndpointAnswer get(Call call) {
        var webhook = webhook(call);
        if (webhook.isEmpty()) return followUps.get(call);
        return EndpointAnswer.ok(world.change(() -> shapes.message(message(call, webhook.get()))));
    }

    private EndpointAnswer edit(Call call) {
        var webhook = webhook(call);
        if (webhook.isEmpty()) return followUps.edit(call);
        var asked = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var message = message(call, webhook.get());
                    var channel = channel(call, webhook.get());
                    var body = posting.edited(call, asked, message, channel);
                    return shapes.message(chat.edit(message, body, true));
                }));
    }

    private EndpointAnswer delete(Call call) {
        var webhook = webhook(call);
        if (webhook.isEmpty()) return followUps.delete(call);
        world.change(() -> chat.delete(message(call, webhook.get())));
        return EndpointAnswer.nothing();
    }
}
