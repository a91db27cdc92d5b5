package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.InteractionShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Event.Audience;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Interaction.State;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Origin;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Starts interactions and watches their two deadlines; called inside a change of the world. */
@Singleton
public class Interactions {
    private static final int SECRET_BYTES = 60;
    private static final String PREFIX = "interaction:";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final World world;
    private final InteractionShapes shapes;
    private final Duration firstAnswer;
    private final Duration tokenLife;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Snowflake> unanswered = new ArrayDeque<>();

    Interactions(World world, InteractionShapes shapes, SandboxSettings settings) {
        this.world = world;
        this.shapes = shapes;
        this.firstAnswer = settings.firstAnswer();
        this.tokenLife = settings.tokenLife();
    }

    /**
     * Tells the bot that somebody used something; {@code source} is the message of a component,
     * {@code trigger} what opened a modal, {@code application} whose bot is to answer.
     */
    public Interaction start(
            int type,
            String name,
            Snowflake user,
            Channel channel,
            ObjectNode data,
            @Nullable Message source,
            @Nullable Origin trigger,
            Snowflake application) {
        var sourceId = source == null ? null : source.id();
        var id = world.nextId();
        var interaction =
                world.interactions.put(
                        new Interaction(
                                id,
                                token(id),
                                type,
                                name,
                                focusedType(data),
                                user,
                                channel.guildId(),
                                channel.id(),
                                world.now(),
                                State.PENDING,
                                sourceId,
                                null,
                                null,
                                trigger,
                                application));
        unanswered.add(interaction.id());
        var told = shapes.create(interaction, channel, data, source);
        var guildId = channel.guildId();
        world.publish(Event.toBot("INTERACTION_CREATE", told, guildId, 0, application));
        tell(interaction);
        return interaction;
    }

    private static int focusedType(JsonNode data) {
        for (var option : data.path("options")) {
            if (option.path("focused").asBoolean()) return option.path("type").asInt();
            var inside = focusedType(option);
            if (inside != 0) return inside;
        }
        return 0;
    }

    /** As Discord's: the id can be read in it, the rest cannot be guessed. */
    private String token(Snowflake id) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var text = PREFIX + id + ":" + ENCODER.encodeToString(secret);
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Snowflake> idIn(String token) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            var end = text.lastIndexOf(':');
            if (!text.startsWith(PREFIX) || end < PREFIX.length()) return Optional.empty();
            return Snowflake.parse(text.substring(PREFIX.length(), end));
        } catch (IllegalArgumentException _) { // not Base64
            return Optional.empty();
        }
    }

    /** Notes how far the answer has come, and tells the person's page. */
    public Interaction update(Interaction changed) {
        world.interactions.put(changed);
        tell(changed);
        return changed;
    }

    private void tell(Interaction interaction) {
        world.publish(
                new Event(
                        "INTERACTION_STATE",
                        state(interaction),
                        interaction.guildId(),
                        interaction.channelId(),
                        0,
                        Audience.PAGES,
                        interaction.userId()));
    }

    /** What a page is told of an interaction. */
    public static ObjectNode state(Interaction interaction) {
        var node =
                Json.object()
                        .put("id", interaction.id().toString())
                        .put("type", interaction.type());
        node.put("name", interaction.name()).put("userId", interaction.userId().toString());
        node.put("channelId", interaction.channelId().toString());
        node.put("state", interaction.state().name());
        if (interaction.sourceMessageId() != null)
            node.put("messageId", interaction.sourceMessageId().toString());
        if (interaction.shown() != null) node.set("shown", interaction.shown());
        return node;
    }

    /** The interaction that may still be answered for the first time, or Discord's refusal. */
    public Interaction awaiting(Snowflake id, String token) {
        var interaction =
                world.interactions
                        .find(id)
                        .filter(found -> found.token().equals(token))
                        .orElseThrow(DiscordError::unknownInteraction);
        if (interaction.state() == State.FAILED) throw DiscordError.unknownInteraction();
        if (interaction.state() != State.PENDING) throw DiscordError.alreadyAcknowledged();
        if (late(interaction, world.now())) throw DiscordError.unknownInteraction();
        return interaction;
    }

    /** The answered interaction of a webhook token that is still alive, or Discord's refusal. */
    public Interaction answered(String token) {
        var interaction =
                idIn(token)
                        .flatMap(world.interactions::find)
                        .filter(found -> found.token().equals(token))
                        .orElseThrow(DiscordError::unknownWebhook);
        if (interaction.createdAt().plus(tokenLife).isBefore(world.now()))
            throw DiscordError.deadWebhookToken();
        return switch (interaction.state()) {
            case PENDING, FAILED -> throw DiscordError.unknownWebhook();
            case DEFERRED, DEFERRED_UPDATE, REPLIED, UPDATED, MODAL, SUBMITTED, CHOICES ->
                    interaction;
        };
    }

    /** Gives up those whose first answer is overdue; they stand in the order of their deadlines. */
    public void expire() {
        var now = world.now();
        for (var id = unanswered.peek(); id != null; id = unanswered.peek()) {
            var interaction = world.interactions.find(id);
            if (interaction.isPresent() && interaction.get().state() == State.PENDING) {
                if (!late(interaction.get(), now)) return;
                update(interaction.get().answered(State.FAILED, null));
            }
            unanswered.remove();
        }
    }

    private boolean late(Interaction interaction, Instant now) {
        return interaction.createdAt().plus(firstAnswer).isBefore(now);
    }

    /** After a restart: what was waiting then waits on, within its deadline. */
    public void resume() {
        for (var interaction : world.interactions.all()) {
            if (interaction.state() == State.PENDING) unanswered.add(interaction.id());
        }
    }
}
