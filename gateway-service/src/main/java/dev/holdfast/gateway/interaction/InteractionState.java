package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.ProgressCard;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Visibility;
import dev.holdfast.kit.protocol.Invocation;
import java.util.stream.StreamSupport;

/** How far an interaction has come, as Discord sees it. */
sealed interface InteractionState {

    int EPHEMERAL = 1 << 6;
    int LOADING = 1 << 7;
    int GONE = 404;

    /** Nobody has answered it. */
    record Open() implements InteractionState {}

    /**
     * Somebody has given a sign, and the answer is to come.
     *
     * @param progress whether the sign shows by now how far it is
     * @param card the path of what shows it, where the token edits nothing any more; else empty
     */
    record Deferred(Visibility visibility, boolean progress, String card)
            implements InteractionState {

        Deferred(Visibility visibility) {
            this(visibility, false, "");
        }
    }

    /** It was answered. */
    record Answered() implements InteractionState {}

    /** Discord does not say. */
    record Unknown() implements InteractionState {}

    /** Asks Discord what another gateway did before it died. */
    static InteractionState of(
            Interaction interaction, Invocation invocation, CommandSpec spec, DiscordRest rest) {
        return switch (rest.send(RestCall.get(interaction.original()))) {
            case RestAnswer.Done(var message) -> of(message, interaction);
            case RestAnswer.Refused(var status, _, _) when status == GONE -> new Open();
            case RestAnswer.Refused dead when spec.slow() && InteractionCalls.isTokenDead(dead) ->
                    late(interaction, invocation, spec, rest);
            case RestAnswer.Refused _, RestAnswer.Unanswered _, RestAnswer.Unsent _ ->
                    new Unknown();
        };
    }

    private static InteractionState of(JsonNode message, Interaction interaction) {
        var flags = message.path("flags").asInt();
        var isOurs = isOf(interaction, message);
        var isProgress = ProgressCard.is(message);
        return isOurs && (flags & LOADING) == 0 && !isProgress
                ? new Answered()
                : new Deferred(
                        (flags & EPHEMERAL) != 0 ? Visibility.PRIVATE : Visibility.PUBLIC,
                        isProgress,
                        "");
    }

    private static boolean isOf(Interaction interaction, JsonNode message) {
        return message.path("interaction_metadata").path("id").asText().equals(interaction.id());
    }

    /** After its 15 minutes only the channel tells, and nothing of what one person sees. */
    private static InteractionState late(
            Interaction interaction, Invocation invocation, CommandSpec spec, DiscordRest rest) {
        var messages = "/channels/" + invocation.channel() + "/messages";
        var soonAfter = RestCall.get("%s?after=%s&limit=50".formatted(messages, interaction.id()));
        return switch (rest.send(soonAfter)) {
            case RestAnswer.Done(var found) ->
                    StreamSupport.stream(found.spliterator(), false)
                            .filter(message -> isOf(interaction, message))
                            .findFirst()
                            .map(message -> late(message, messages, interaction))
                            .orElseGet(() -> new Deferred(spec.visibility()));
            case RestAnswer.Refused _ -> new Deferred(spec.visibility());
            case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> new Unknown();
        };
    }

    private static InteractionState late(
            JsonNode message, String messages, Interaction interaction) {
        return of(message, interaction) instanceof Deferred(var visibility, var progress, _)
                ? new Deferred(visibility, progress, messages + "/" + message.path("id").asText())
                : new Answered();
    }
}
