package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.chat.Interactions;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.MessageForm;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Interaction.State;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The first answer to an interaction. */
@Singleton
class CallbackEndpoint implements EndpointGroup {
    private static final int MESSAGE = 4;
    private static final int DEFERRED_MESSAGE = 5;
    private static final int DEFERRED_UPDATE = 6;
    private static final int UPDATE = 7;
    private static final int CHOICES = 8;
    private static final int MODAL = 9;

    private final World world;
    private final Interactions interactions;
    private final Chat chat;
    private final MessageShapes shapes;
    private final MessagePosting posting;

    CallbackEndpoint(
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

    @Override
    public void register(Routes routes) {
        routes.open(
                "POST",
                "/interactions/{interaction}/{token}/callback",
                5,
                Duration.ofSeconds(5),
                this::callback);
    }

    private EndpointAnswer callback(Call call) {
        var form = call.form();
        var id = call.id("interaction");
        return world.change(() -> {
            var interaction = interactions.awaiting(id, call.text("token"));
            var type = form.get("type");
            var chosen = type.require() ? type.choice(allowed(interaction), 0) : 0;
            form.refuseErrors();
            var answered = answer(interaction, chosen, form.get("data"), call);
            return call.asks("with_response")
                    ? EndpointAnswer.ok(response(answered, chosen))
                    : EndpointAnswer.nothing();
        });
    }

    private static Set<Integer> allowed(Interaction interaction) {
        return switch (interaction.type()) {
            case Interaction.AUTOCOMPLETE -> Set.of(CHOICES);
            case Interaction.COMPONENT ->
                    Set.of(MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL);
            case Interaction.MODAL ->
                    interaction.sourceMessageId() == null
                            ? Set.of(MESSAGE, DEFERRED_MESSAGE)
                            : Set.of(MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE);
            default -> Set.of(MESSAGE, DEFERRED_MESSAGE, MODAL);
        };
    }

    private Interaction answer(Interaction interaction, int type, Field data, Call call) {
        return switch (type) {
            case MESSAGE -> reply(interaction, data, call);
            case DEFERRED_MESSAGE -> think(interaction, data);
            case DEFERRED_UPDATE ->
                    interactions.update(
                            interaction.answered(
                                    State.DEFERRED_UPDATE, interaction.sourceMessageId()));
            case UPDATE -> updateSource(interaction, data, call);
            case CHOICES -> choices(interaction, data);
            default -> modal(interaction, data);
        };
    }

    private Channel channel(Interaction interaction) {
        return world.channels
                .find(interaction.channelId())
                .orElseThrow(DiscordError::unknownChannel);
    }

    private Interaction reply(Interaction interaction, Field data, Call call) {
        data.require();
        data.refuseErrors();
        var form = MessageForm.create(data);
        var author = interaction.applicationId();
        var body = posting.body(call, author, form, channel(interaction), form.flags());
        return interactions.update(
                interaction.answered(State.REPLIED, post(interaction, body).id()));
    }

    private Interaction think(Interaction interaction, Field data) {
        var flags = data.get("flags").integer(0, Integer.MAX_VALUE, 0);
        data.refuseErrors();
        var body = MessageBody.thinking((flags & MessageBody.EPHEMERAL) != 0);
        return interactions.update(
                interaction.answered(State.DEFERRED, post(interaction, body).id()));
    }

    private Message post(Interaction interaction, MessageBody body) {
        var origin = interaction.origin(false);
        var source = interaction.sourceMessageId();
        return chat.send(
                channel(interaction), interaction.applicationId(), body, origin, source, null);
    }

    private Interaction updateSource(Interaction interaction, Field data, Call call) {
        var source =
                Optional.ofNullable(interaction.sourceMessageId())
                        .flatMap(id -> world.messages.find(interaction.channelId(), id))
                        .orElseThrow(DiscordError::unknownMessage);
        var body = posting.edited(call, data, source, channel(interaction));
        chat.edit(source, body, true);
        return interactions.update(interaction.answered(State.UPDATED, source.id()));
    }

    private Interaction choices(Interaction interaction, Field data) {
        data.require();
        data.refuseErrors();
        var shown = Json.object();
        shown.set("choices", MessageForm.choices(data, interaction.focusedType()));
        return interactions.update(interaction.shows(State.CHOICES, shown));
    }

    private Interaction modal(Interaction interaction, Field data) {
        data.require();
        data.refuseErrors();
        return interactions.update(interaction.shows(State.MODAL, MessageForm.modal(data)));
    }

    private ObjectNode response(Interaction interaction, int type) {
        var node = Json.object();
        var about = node.putObject("interaction").put("id", interaction.id().toString());
        about.put("type", interaction.type());
        var message =
                Optional.ofNullable(interaction.responseId())
                        .flatMap(id -> world.messages.find(interaction.channelId(), id));
        if (message.isEmpty()) return node;
        about.put("response_message_id", message.get().id().toString());
        about.put(
                "response_message_loading",
                (message.get().body().flags() & MessageBody.LOADING) != 0);
        about.put("response_message_ephemeral", message.get().ephemeral());
        var resource = node.putObject("resource").put("type", type);
        resource.set("message", shapes.message(message.get()));
        return node;
    }
}
