package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.Upload;
import dev.holdfast.gateway.dispatch.DispatchResult;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Visibility;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Gives the answer to an interaction, at once or after a deferral, to the eyes it is meant for.
 *
 * @see <a
 *     href="https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type">Discord:
 *     callback types</a>
 */
@Singleton
final class InteractionAnswers {

    private static final int MESSAGE = 4;
    private static final int DEFERRED_MESSAGE = 5;
    private static final int DEFERRED_UPDATE = 6;
    private static final int UPDATE = 7;
    private static final int CHOICES = 8;
    private static final int MODAL = 9;
    private static final int ALREADY_ANSWERED = 40060;
    private static final int TOO_LATE = 10062;

    private final DiscordRest rest;
    private final InteractionCalls calls;
    private final Placeholders placeholders;
    private final Event<AnsweredQuestion> decided;
    private final ChannelAnswers channel;
    private final Texts texts = Texts.of("dispatch");

    InteractionAnswers(
            DiscordRest rest, Placeholders placeholders, Event<AnsweredQuestion> decided) {
        this.rest = rest;
        this.calls = new InteractionCalls(rest);
        this.placeholders = placeholders;
        this.decided = decided;
        this.channel = new ChannelAnswers(calls, placeholders);
    }

    /** What tells Discord about it in the channel. */
    ChannelAnswers channel() {
        return channel;
    }

    /** Shows how far it is until it is answered. */
    ProgressDisplay underway(
            Interaction interaction, Invocation invocation, InteractionState.Deferred standing) {
        return new ProgressDisplay(calls, interaction, invocation, standing);
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
            DispatchResult dispatched,
            List<Upload> files) {
        var reply = dispatched.reply();
        if (reply instanceof Reply.Modal modal && interaction.opensModal()) {
            calls.callback(interaction, MODAL, Rendering.modal(modal, invocation));
            return true;
        }
        var visibility = isPrivate(reply) ? Visibility.PRIVATE : Visibility.PUBLIC;
        var underway = underway(interaction, invocation, new InteractionState.Deferred(visibility));
        if (!files.isEmpty()) {
            return defer(interaction, visibility) == Sign.ELSEWHERE
                    || later(interaction, visibility, invocation, dispatched, files, underway);
        }
        var isEdit = isEdit(interaction, reply);
        var body = isEdit ? inPlace(interaction, invocation, reply) : body(reply, invocation);
        var answer = calls.callback(interaction, isEdit ? UPDATE : MESSAGE, body);
        if (answer instanceof RestAnswer.Refused(_, var code, _) && code == TOO_LATE) {
            return channel.tell(interaction, invocation, dispatched, files);
        }
        return isEdit
                ? behind(answer, interaction, invocation, dispatched, files, underway)
                : InteractionCalls.isOver(answer);
    }

    /**
     * Answers at once with a sentence that only the person sees.
     *
     * @return whether Discord took it
     */
    boolean now(Interaction interaction, String sentence) {
        var body = Rendering.ephemeral(Rendering.message(card(sentence)));
        return calls.callback(interaction, MESSAGE, body) instanceof RestAnswer.Done;
    }

    /** Says what fits what a person has typed so far. */
    void choices(Interaction interaction, List<OptionSpec.Choice> choices, OptionType type) {
        calls.callback(interaction, CHOICES, Rendering.choices(choices, type));
    }

    void noChoices(Interaction interaction) {
        choices(interaction, List.of(), OptionType.TEXT);
    }

    /** Asks Discord what another gateway did before it died. */
    InteractionState standing(Interaction interaction, Invocation invocation, CommandSpec spec) {
        return InteractionState.of(interaction, invocation, spec, rest);
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
            data.put("flags", InteractionState.EPHEMERAL);
        }
        var type = interaction.component() ? DEFERRED_UPDATE : DEFERRED_MESSAGE;
        return switch (calls.callback(interaction, type, data)) {
            case RestAnswer.Done _ -> Sign.TAKEN;
            case RestAnswer.Refused(_, var code, _) when code == ALREADY_ANSWERED -> Sign.ELSEWHERE;
            case RestAnswer.Refused refused ->
                    InteractionCalls.isOver(refused) ? Sign.TOO_LATE : Sign.UNKNOWN;
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> Sign.UNKNOWN;
        };
    }

    /**
     * Answers after a deferral.
     *
     * @param underway what was shown until now
     * @return false where nobody knows whether Discord took it
     */
    boolean later(
            Interaction interaction,
            Visibility visibility,
            Invocation invocation,
            DispatchResult dispatched,
            List<Upload> files,
            ProgressDisplay underway) {
        var reply = dispatched.reply();
        var isShown = underway.end();
        var isCovered = isShown && interaction.component() && interaction.alone();
        if (isEdit(interaction, reply) || (isCovered && isPrivate(reply))) {
            var body = inPlace(interaction, invocation, reply);
            return edit(interaction, invocation, dispatched, body, files, underway);
        }
        var body = body(reply, invocation);
        if (isCovered) {
            calls.send(RestCall.delete(interaction.original()), interaction);
        }
        if (interaction.component()) {
            return follow(interaction, invocation, dispatched, body, files, underway);
        }
        var wanted = isPrivate(reply) ? Visibility.PRIVATE : Visibility.PUBLIC;
        if (wanted == visibility) {
            var bare = Rendering.unflagged(body);
            var edit = isShown ? Rendering.inPlaceOf(true, bare) : bare;
            return edit(interaction, invocation, dispatched, edit, files, underway);
        }
        // Who sees a message is fixed when it is deferred, so this one gives way to another.
        calls.send(RestCall.delete(interaction.original()), interaction);
        return follow(interaction, invocation, dispatched, body, files, underway);
    }

    private boolean follow(
            Interaction interaction,
            Invocation invocation,
            DispatchResult dispatched,
            ObjectNode body,
            List<Upload> files,
            ProgressDisplay underway) {
        var call = RestCall.post(interaction.followUp(), body).with(files);
        var answer = calls.send(call, body, interaction, invocation);
        if (InteractionCalls.isTokenDead(answer)) {
            underway.giveWay();
            return channel.tellLate(interaction, invocation, dispatched, files);
        }
        return InteractionCalls.isOver(answer);
    }

    /** What only the channel can be told now goes there, where it was no change of a message. */
    private boolean edit(
            Interaction interaction,
            Invocation invocation,
            DispatchResult dispatched,
            ObjectNode body,
            List<Upload> files,
            ProgressDisplay underway) {
        var call = RestCall.patch(interaction.original(), body);
        var isAnswer = !follows(interaction, dispatched.reply());
        var answer = calls.send(isAnswer ? call.with(files) : call, body, interaction, invocation);
        var isLost = answer instanceof RestAnswer.Refused && InteractionCalls.isOver(answer);
        if (InteractionCalls.isTokenDead(answer) || (isLost && !interaction.component())) {
            underway.giveWay();
            return channel.tellLate(interaction, invocation, dispatched, files);
        }
        return behind(answer, interaction, invocation, dispatched, files, underway);
    }

    /** Whether the reply takes the place of the message whose button was pressed. */
    private static boolean isEdit(Interaction interaction, Reply reply) {
        return interaction.component() && (reply instanceof Reply.Update || interaction.decides());
    }

    /** Only the person who was asked sees the question, so an answer for everybody follows it. */
    private static boolean follows(Interaction interaction, Reply reply) {
        return interaction.decides() && reply instanceof Reply.Message;
    }

    /** A question gives way to its answer. */
    private ObjectNode inPlace(Interaction interaction, Invocation invocation, Reply reply) {
        var shown =
                follows(interaction, reply)
                        ? Rendering.message(card(texts.say(invocation, "confirmed")))
                        : placeholders.filled(
                                Rendering.reply(reply, invocation), invocation.guild());
        return Rendering.inPlaceOf(interaction.laidOut(), shown);
    }

    /**
     * An edit notifies nobody and is seen by those who saw it before: what else there is, follows.
     */
    private boolean behind(
            RestAnswer edited,
            Interaction interaction,
            Invocation invocation,
            DispatchResult dispatched,
            List<Upload> files,
            ProgressDisplay underway) {
        var reply = dispatched.reply();
        if (!(edited instanceof RestAnswer.Done)) {
            return InteractionCalls.isOver(edited);
        }
        if (interaction.decides()) {
            decided.fire(new AnsweredQuestion(invocation.guild(), interaction.message()));
        }
        if (follows(interaction, reply)) {
            var body = body(reply, invocation);
            return follow(interaction, invocation, dispatched, body, files, underway);
        }
        Rendering.ping(reply)
                .ifPresent(ping ->
                        calls.send(RestCall.post(interaction.followUp(), ping), interaction));
        return true;
    }

    private static Content card(String sentence) {
        return Content.card(Card.sentence(Card.Kind.WAIT, sentence));
    }

    private static boolean isPrivate(Reply reply) {
        return switch (reply) {
            case Reply.Whisper _, Reply.Modal _, Reply.Question _, Reply.Refusal _ -> true;
            case Reply.Message _, Reply.Update _ -> false;
        };
    }

    private ObjectNode body(Reply reply, Invocation invocation) {
        var body = placeholders.filled(Rendering.reply(reply, invocation), invocation.guild());
        return isPrivate(reply) ? Rendering.ephemeral(body) : body;
    }
}
