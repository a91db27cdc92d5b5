package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.Interactions;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Interaction.State;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What follows the first answer: the original and the follow-ups, by the interaction's token. */
@Singleton
class FollowUps {
    private static final String ORIGINAL = "@original";

    private final World world;
    private final Interactions interactions;
    private final Chat chat;
    private final MessageShapes shapes;
    private final MessagePosting posting;

    FollowUps(
            World world,
            Interactions interactions,
            Chat chat,
            MessageShapes shapes,
            MessagePosting posting) {
        this.world = world;
        this.interactions = interactions;
        this.chat = chat;
        this.shapes = shapes;
        this.posting = posting;
    }

    private Interaction answered(Call call) {
        var interaction = interactions.answered(call.text("token"));
        if (call.id("webhook").equals(interaction.applicationId())) return interaction;
        throw DiscordError.unknownWebhook();
    }

    private Message message(Call call, Interaction interaction) {
        var id =
                call.text("message").equals(ORIGINAL)
                        ? Optional.ofNullable(interaction.responseId())
                        : Optional.of(call.id("message"));
        return id.flatMap(known -> world.messages.find(interaction.channelId(), known))
                .filter(message -> belongs(message, interaction))
                .orElseThrow(DiscordError::unknownMessage);
    }

    private static boolean belongs(Message message, Interaction interaction) {
        if (message.id().equals(interaction.responseId())) return true;
        return message.origin() != null
                && message.origin().interactionId().equals(interaction.id());
    }

    EndpointAnswer get(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.message(message(call, answered(call)))));
    }

    EndpointAnswer edit(Call call) {
        var form = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var interaction = answered(call);
                    return shapes.message(
                            edit(call, form, interaction, message(call, interaction)));
                }));
    }

    private Message edit(Call call, Field asked, Interaction interaction, Message message) {
        var channel =
                world.channels.find(message.channelId()).orElseThrow(DiscordError::unknownChannel);
        var body = posting.edited(call, asked, message, channel);
        var thinking = (message.body().flags() & MessageBody.LOADING) != 0;
        var edited = chat.edit(message, body, !thinking);
        if (message.id().equals(interaction.responseId())) settle(interaction);
        return edited;
    }

    private void settle(Interaction interaction) {
        switch (interaction.state()) {
            case DEFERRED ->
                    interactions.update(
                            interaction.answered(State.REPLIED, interaction.responseId()));
            case DEFERRED_UPDATE ->
                    interactions.update(
                            interaction.answered(State.UPDATED, interaction.responseId()));
            case PENDING, REPLIED, UPDATED, MODAL, SUBMITTED, CHOICES, FAILED -> {}
        }
    }

    EndpointAnswer delete(Call call) {
        world.change(() -> {
            var interaction = answered(call);
            var message = message(call, interaction);
            chat.delete(message);
            if (message.id().equals(interaction.responseId())) settle(interaction);
        });
        return EndpointAnswer.nothing();
    }

    /** The first follow-up to a deferred reply takes the place of "thinking". */
    EndpointAnswer send(Call call) {
        var asked = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var interaction = answered(call);
                    if (interaction.state() == State.DEFERRED) {
                        var thinking = original(interaction);
                        if (thinking.isPresent()) {
                            return shapes.message(edit(call, asked, interaction, thinking.get()));
                        }
                    }
                    return shapes.message(send(call, MessageForm.create(asked), interaction));
                }));
    }

    private Optional<Message> original(Interaction interaction) {
        return Optional.ofNullable(interaction.responseId())
                .flatMap(id -> world.messages.find(interaction.channelId(), id));
    }

    private Message send(Call call, MessageForm form, Interaction interaction) {
        var channel =
                world.channels
                        .find(interaction.channelId())
                        .orElseThrow(DiscordError::unknownChannel);
        var author = interaction.applicationId();
        var body = posting.body(call, author, form, channel, form.flags());
        var replyTo = original(interaction).map(Message::id).orElse(null);
        var nonce = form.nonce().orElse(null);
        return chat.send(
                channel,
                interaction.applicationId(),
                body,
                interaction.origin(true),
                replyTo,
                nonce);
    }
}
