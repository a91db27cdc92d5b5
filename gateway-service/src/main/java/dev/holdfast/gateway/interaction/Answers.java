package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.Upload;
import dev.holdfast.gateway.dispatch.Dispatched;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec.Visibility;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Gives the answer to an interaction, at once or after a deferral, to the eyes it is meant for.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type">Discord:
 *     callback types</a>
 */
@Singleton
final class Answers {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int MESSAGE = 4;
    private static final int DEFERRED_MESSAGE = 5;
    private static final int DEFERRED_UPDATE = 6;
    private static final int UPDATE = 7;
    private static final int CHOICES = 8;
    private static final int MODAL = 9;
    private static final int ALREADY_ANSWERED = 40060;
    private static final int TOO_LATE = 10062;
    private static final int EPHEMERAL = 1 << 6;
    private static final int LOADING = 1 << 7;
    private static final int GONE = 404;
    private static final int SERVER_ERROR = 500;

    private final DiscordRest rest;
    private final Placeholders placeholders;
    private final Texts texts = Texts.of("dispatch");

    @Inject
    Answers(DiscordRest rest, Placeholders placeholders) {
        this.rest = rest;
        this.placeholders = placeholders;
    }

    /**
     * Answers at once, or, where files take their time, with a sign first.
     *
     * @param files that belong to the reply
     * @return false where nobody knows whether Discord took it
     */
    boolean now(
            Interaction interaction,
            Invocation invocation,
            Dispatched dispatched,
            List<Upload> files) {
        var reply = dispatched.reply();
        if (reply instanceof Reply.Modal modal && interaction.opensModal()) {
            callback(interaction, MODAL, Rendering.modal(modal, invocation));
            return true;
        }
        if (!files.isEmpty()) {
            var visibility = isPrivate(reply) ? Visibility.PRIVATE : Visibility.PUBLIC;
            return defer(interaction, visibility) == Sign.ELSEWHERE
                    || later(interaction, visibility, invocation, dispatched, files);
        }
        var body = body(reply, invocation);
        var isEdit = interaction.component() && reply instanceof Reply.Update;
        var answer =
                isEdit
                        ? callback(interaction, UPDATE, inPlace(interaction, body))
                        : callback(interaction, MESSAGE, body);
        if (answer instanceof Answer.Refused(_, var code, _) && code == TOO_LATE) {
            return tellChannel(interaction, invocation, dispatched, files);
        }
        if (isEdit) {
            ping(answer, interaction, reply);
        }
        return isOver(answer);
    }

    /**
     * Answers at once with a sentence that only the person sees.
     *
     * @return whether Discord took it
     */
    boolean now(Interaction interaction, String sentence) {
        var card = Content.card(Card.sentence(Card.Kind.WAIT, sentence));
        var body = Rendering.ephemeral(Rendering.message(card));
        return callback(interaction, MESSAGE, body) instanceof Answer.Done;
    }

    /** Says what fits what a person has typed so far. */
    void choices(Interaction interaction, List<OptionSpec.Choice> choices, OptionType type) {
        callback(interaction, CHOICES, Rendering.choices(choices, type));
    }

    void noChoices(Interaction interaction) {
        choices(interaction, List.of(), OptionType.TEXT);
    }

    /** How far an interaction has come, as Discord sees it. */
    sealed interface Standing {

        /** Nobody has answered it. */
        record Open() implements Standing {}

        /** Somebody has given a sign, and the answer is to come. */
        record Deferred(Visibility visibility) implements Standing {}

        /** It was answered. */
        record Answered() implements Standing {}

        /** Discord does not say. */
        record Unknown() implements Standing {}
    }

    /** Asks Discord what another gateway did before it died. */
    Standing standing(Interaction interaction) {
        return switch (rest.send(Call.get(interaction.original()))) {
            case Answer.Done(var message) -> {
                var flags = message.path("flags").asInt();
                var isOurs =
                        message.path("interaction_metadata")
                                .path("id")
                                .asText()
                                .equals(interaction.id());
                yield isOurs && (flags & LOADING) == 0
                        ? new Standing.Answered()
                        : new Standing.Deferred(
                                (flags & EPHEMERAL) != 0 ? Visibility.PRIVATE : Visibility.PUBLIC);
            }
            case Answer.Refused(var status, _, _) when status == GONE -> new Standing.Open();
            case Answer.Refused _, Answer.Unanswered _, Answer.Unsent _ -> new Standing.Unknown();
        };
    }

    /** What came of giving a sign. */
    enum Sign {
        /** The answer may follow. */
        TAKEN,
        /** Another gateway gave it, and whoever gave it answers. */
        ELSEWHERE,
        /** Discord has told the person that it failed. */
        TOO_LATE,
        /** Nobody knows. */
        UNKNOWN
    }

    /** Gives a sign that the answer comes later. */
    Sign defer(Interaction interaction, Visibility visibility) {
        var data = JsonNodeFactory.instance.objectNode();
        if (!interaction.component() && visibility == Visibility.PRIVATE) {
            data.put("flags", EPHEMERAL);
        }
        var type = interaction.component() ? DEFERRED_UPDATE : DEFERRED_MESSAGE;
        return switch (callback(interaction, type, data)) {
            case Answer.Done _ -> Sign.TAKEN;
            case Answer.Refused(_, var code, _) when code == ALREADY_ANSWERED -> Sign.ELSEWHERE;
            case Answer.Refused refused -> isOver(refused) ? Sign.TOO_LATE : Sign.UNKNOWN;
            case Answer.Unanswered _, Answer.Unsent _ -> Sign.UNKNOWN;
        };
    }

    /**
     * Answers after a deferral.
     *
     * @return false where nobody knows whether Discord took it
     */
    boolean later(
            Interaction interaction,
            Visibility visibility,
            Invocation invocation,
            Dispatched dispatched,
            List<Upload> files) {
        var reply = dispatched.reply();
        var body = body(reply, invocation);
        if (interaction.component()) {
            return reply instanceof Reply.Update
                    ? edit(interaction, invocation, dispatched, inPlace(interaction, body), files)
                    : follow(interaction, invocation, body, files);
        }
        var wanted = isPrivate(reply) ? Visibility.PRIVATE : Visibility.PUBLIC;
        if (wanted == visibility) {
            var edit = Rendering.unflagged(body);
            return edit(interaction, invocation, dispatched, edit, files);
        }
        // Who sees a message is fixed when it is deferred, so this one gives way to another.
        send(Call.delete(interaction.original()), interaction);
        return follow(interaction, invocation, body, files);
    }

    private boolean follow(
            Interaction interaction, Invocation invocation, ObjectNode body, List<Upload> files) {
        var call = Call.post(interaction.followUp(), body).with(files);
        return isOver(send(call, body, interaction, invocation));
    }

    /** What only the channel can be told now goes there, where it was no change of a message. */
    private boolean edit(
            Interaction interaction,
            Invocation invocation,
            Dispatched dispatched,
            ObjectNode body,
            List<Upload> files) {
        var call = Call.patch(interaction.original(), body).with(files);
        var answer = send(call, body, interaction, invocation);
        if (answer instanceof Answer.Refused && isOver(answer) && !interaction.component()) {
            return tellChannel(interaction, invocation, dispatched, files);
        }
        ping(answer, interaction, dispatched.reply());
        return isOver(answer);
    }

    /** An edit notifies nobody, so a message behind it does. */
    private void ping(Answer edited, Interaction interaction, Reply reply) {
        if (edited instanceof Answer.Done) {
            Rendering.ping(reply)
                    .ifPresent(ping -> send(Call.post(interaction.followUp(), ping), interaction));
        }
    }

    private static ObjectNode inPlace(Interaction interaction, ObjectNode body) {
        return Rendering.inPlaceOf(interaction.laidOut(), body);
    }

    /**
     * Tells the channel what came of something that Discord has told to have failed. What only the
     * person may read is not repeated there.
     *
     * @return false where nobody knows whether Discord took it
     */
    boolean tellChannel(
            Interaction interaction,
            Invocation invocation,
            Dispatched dispatched,
            List<Upload> files) {
        if (!dispatched.isKnown()) {
            return inChannel(interaction, invocation, "late.unknown");
        }
        return switch (dispatched.reply()) {
            case Reply.Message message -> {
                var body = placeholders.filled(Rendering.reply(message, invocation));
                yield inChannel(interaction, invocation, body, files);
            }
            case Reply.Refusal _ -> inChannel(interaction, invocation, "late");
            case Reply.Whisper _, Reply.Update _ -> inChannel(interaction, invocation, "late.done");
            case Reply.Modal _ -> true;
        };
    }

    private boolean inChannel(Interaction interaction, Invocation invocation, String key) {
        var text = texts.say(invocation, key, invocation.user(), invocation.path());
        return inChannel(interaction, invocation, Rendering.sentence(text), List.of());
    }

    private boolean inChannel(
            Interaction interaction, Invocation invocation, ObjectNode body, List<Upload> files) {
        body.put("nonce", interaction.id()).put("enforce_nonce", true);
        var call = Call.postOnce("/channels/" + invocation.channel() + "/messages", body);
        return isOver(send(call.with(files), body, interaction, invocation));
    }

    /** Whether Discord took it, or never will. */
    private static boolean isOver(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> true;
            case Answer.Refused(var status, _, _) -> status < SERVER_ERROR;
            case Answer.Unanswered _, Answer.Unsent _ -> false;
        };
    }

    private static boolean isPrivate(Reply reply) {
        return switch (reply) {
            case Reply.Whisper _, Reply.Modal _, Reply.Refusal _ -> true;
            case Reply.Message _, Reply.Update _ -> false;
        };
    }

    private ObjectNode body(Reply reply, Invocation invocation) {
        var body = placeholders.filled(Rendering.reply(reply, invocation));
        return isPrivate(reply) ? Rendering.ephemeral(body) : body;
    }

    private Answer callback(Interaction interaction, int type, ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode().put("type", type);
        body.set("data", data);
        return send(Call.postOnce(interaction.callback(), body), interaction);
    }

    /** What was done is told, with or without its files. */
    private Answer send(
            Call call, ObjectNode body, Interaction interaction, Invocation invocation) {
        var answer = send(call, interaction);
        var isLost = answer instanceof Answer.Refused || answer instanceof Answer.Unsent;
        if (!isLost || call.files().isEmpty()) {
            return answer;
        }
        return send(call.without(Rendering.withoutFiles(body, invocation)), interaction);
    }

    private Answer send(Call call, Interaction interaction) {
        var answer = rest.send(call);
        switch (answer) {
            case Answer.Done _ -> LOG.tracef("answered %s", interaction);
            case Answer.Refused(_, var code, _) when code == ALREADY_ANSWERED ->
                    LOG.debugf("%s was answered before", interaction);
            case Answer.Refused refused -> LOG.warnf("%s unanswered: %s", interaction, refused);
            case Answer.Unanswered _, Answer.Unsent _ ->
                    LOG.warnf("%s unanswered: %s", interaction, answer);
        }
        return answer;
    }
}
