package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.Upload;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Answers messages in their channel. Nothing there is seen by one person only, so what is meant for
 * one person deletes itself after a while. Safe for any thread.
 */
@Singleton
final class ChannelReplies {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private final DiscordRest rest;
    private final Placeholders placeholders;
    private final PrefixSettings settings;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("self-deleting").factory());

    @Inject
    ChannelReplies(DiscordRest rest, Placeholders placeholders, PrefixSettings settings) {
        this.rest = rest;
        this.placeholders = placeholders;
        this.settings = settings;
    }

    /** Whether the bot has replied to it; empty where Discord does not say. */
    Optional<Boolean> isAnswered(TypedMessage message) {
        var path = "/channels/%s/messages?after=%s&limit=100";
        return switch (rest.send(Call.get(path.formatted(message.channel(), message.id())))) {
            case Answer.Done(var later) ->
                    Optional.of(
                            StreamSupport.stream(later.spliterator(), false)
                                    .anyMatch(each -> isReply(each, message)));
            case Answer.Refused _ -> Optional.of(false);
            case Answer.Unanswered _, Answer.Unsent _ -> Optional.empty();
        };
    }

    private boolean isReply(JsonNode later, TypedMessage message) {
        return later.path("message_reference").path("message_id").asText().equals(message.id())
                && later.path("author").path("id").asLong() == rest.self();
    }

    /** Shows that an answer is on its way. */
    void typing(TypedMessage message) {
        rest.send(Call.post("/channels/" + message.channel() + "/typing"));
    }

    void send(TypedMessage message, Invocation invocation, Reply reply, List<Upload> files) {
        var body = placeholders.filled(Rendering.reply(reply, invocation));
        switch (reply) {
            case Reply.Message _, Reply.Update _, Reply.Modal _ ->
                    post(message, body, files, invocation);
            case Reply.Whisper _, Reply.Question _, Reply.Refusal _ ->
                    passing(message, post(message, body, files, invocation));
        }
    }

    /** What was done is told, with or without its files. */
    private Answer post(
            TypedMessage message, ObjectNode body, List<Upload> files, Invocation invocation) {
        var answer = post(message, body, files);
        var isLost = answer instanceof Answer.Refused || answer instanceof Answer.Unsent;
        return isLost && !files.isEmpty()
                ? post(message, Rendering.withoutFiles(body, invocation), List.of())
                : answer;
    }

    /** A sentence that deletes itself. */
    void sendPassing(TypedMessage message, String sentence) {
        var card = Content.card(Card.sentence(Card.Kind.WAIT, sentence));
        passing(message, post(message, placeholders.filled(Rendering.message(card)), List.of()));
    }

    private void passing(TypedMessage message, Answer sent) {
        if (sent instanceof Answer.Done(var created)) {
            var path =
                    "/channels/" + message.channel() + "/messages/" + created.path("id").asText();
            var _ =
                    later.schedule(
                            () -> Thread.ofVirtual().start(() -> takeBack(path)),
                            settings.whisper().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void takeBack(String path) {
        var answer = rest.send(Call.delete(path));
        if (!(answer instanceof Answer.Done)) {
            LOG.warnf("%s was not taken back: %s", path, answer);
        }
    }

    /** The nonce is the message's own id, so Discord takes a repeated reply for the same one. */
    private Answer post(TypedMessage message, ObjectNode body, List<Upload> files) {
        body.put("nonce", message.id()).put("enforce_nonce", true);
        body.putObject("message_reference")
                .put("message_id", message.id())
                .put("fail_if_not_exists", false);
        ((ObjectNode) body.path("allowed_mentions")).put("replied_user", false);
        var call = Call.postOnce("/channels/" + message.channel() + "/messages", body);
        var answer = rest.send(call.with(files));
        switch (answer) {
            case Answer.Done _ -> LOG.tracef("answered message %s", message.id());
            case Answer.Refused _, Answer.Unanswered _, Answer.Unsent _ ->
                    LOG.warnf("message %s unanswered: %s", message.id(), answer);
        }
        return answer;
    }

    @PreDestroy
    void close() {
        later.shutdownNow();
    }
}
