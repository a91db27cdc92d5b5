package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Looks in a channel for the bot's answer to a message. Safe for any thread. */
final class SentReplies {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5;

    private final DiscordRest rest;

    SentReplies(DiscordRest rest) {
        this.rest = rest;
    }

    /**
     * The bot's message that answers it, if any; the outer one is empty where Discord does not say.
     */
    Optional<Optional<JsonNode>> to(TypedMessage message) {
        return to(message.channel().toString(), message.id());
    }

    Optional<Optional<JsonNode>> to(String channel, String asked) {
        var after = asked;
        for (var page = 0; page < MOST_PAGES; page++) {
            var path = "/channels/%s/messages?after=%s&limit=%d".formatted(channel, after, PAGE);
            switch (rest.send(RestCall.get(path))) {
                case RestAnswer.Done(var later) -> {
                    var found =
                            StreamSupport.stream(later.spliterator(), false)
                                    .filter(each -> isOwn(each) && ReplyBatch.answers(each, asked))
                                    .findFirst();
                    if (found.isPresent() || later.size() < PAGE) {
                        return Optional.of(found);
                    }
                    after = newest(later);
                }
                case RestAnswer.Refused _ -> {
                    return Optional.of(Optional.empty());
                }
                case RestAnswer.Unanswered _, RestAnswer.Unsent _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(Optional.empty());
    }

    private boolean isOwn(JsonNode message) {
        return message.path("author").path("id").asLong() == rest.self();
    }

    private static String newest(JsonNode messages) {
        return Long.toString(
                StreamSupport.stream(messages.spliterator(), false)
                        .mapToLong(message -> message.path("id").asLong())
                        .max()
                        .orElseThrow());
    }
}
