package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.discord.Upload;
import dev.holdfast.gateway.dispatch.DispatchResult;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import java.util.List;

/** Gives an answer in the channel, where the interaction takes none any more. */
record ChannelAnswers(InteractionCalls calls, Placeholders placeholders) {

    private static final Texts TEXTS = Texts.of("dispatch");

    /**
     * Tells the channel what came of something that Discord has told to have failed. What only the
     * person may read is not repeated there.
     *
     * @return false where nobody knows whether Discord took it
     */
    boolean tell(
            Interaction interaction,
            Invocation invocation,
            DispatchResult dispatched,
            List<Upload> files) {
        if (!dispatched.isKnown()) {
            return inChannel(interaction, invocation, "late.unknown");
        }
        return switch (dispatched.reply()) {
            case Reply.Message message -> {
                var body =
                        placeholders.filled(
                                Rendering.reply(message, invocation), invocation.guild());
                yield inChannel(interaction, invocation, body, files);
            }
            case Reply.Question _, Reply.Refusal _ -> inChannel(interaction, invocation, "late");
            case Reply.Whisper _, Reply.Update _ -> inChannel(interaction, invocation, "late.done");
            case Reply.Modal _ -> true;
        };
    }

    /**
     * Gives the answer that came after the interaction's 15 minutes: what only the person may read
     * by a direct message, where they take one.
     *
     * @return false where nobody knows whether Discord took it
     */
    boolean tellLate(
            Interaction interaction,
            Invocation invocation,
            DispatchResult dispatched,
            List<Upload> files) {
        if (isPrivate(dispatched)) {
            var messages = new DirectMessages(calls).with(invocation.user(), interaction);
            if (messages.isPresent()) {
                var body =
                        placeholders.filled(
                                Rendering.reply(dispatched.reply(), invocation),
                                invocation.guild());
                var answer = post(messages.get(), interaction, invocation, body, files);
                if (answer instanceof RestAnswer.Done || !InteractionCalls.isOver(answer)) {
                    return InteractionCalls.isOver(answer);
                }
            }
        }
        return tell(interaction, invocation, dispatched, files);
    }

    private static boolean isPrivate(DispatchResult dispatched) {
        return dispatched.isKnown()
                && (dispatched.reply() instanceof Reply.Whisper
                        || dispatched.reply() instanceof Reply.Refusal);
    }

    private boolean inChannel(Interaction interaction, Invocation invocation, String key) {
        var text = TEXTS.say(invocation, key, invocation.user(), invocation.path());
        return inChannel(interaction, invocation, Rendering.sentence(text), List.of());
    }

    private boolean inChannel(
            Interaction interaction, Invocation invocation, ObjectNode body, List<Upload> files) {
        var messages = "/channels/" + invocation.channel() + "/messages";
        return InteractionCalls.isOver(post(messages, interaction, invocation, body, files));
    }

    private RestAnswer post(
            String messages,
            Interaction interaction,
            Invocation invocation,
            ObjectNode body,
            List<Upload> files) {
        body.put("nonce", interaction.id()).put("enforce_nonce", true);
        var call = RestCall.postOnce(messages, body).with(files);
        return calls.send(call, body, interaction, invocation);
    }
}
