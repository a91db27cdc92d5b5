package dev.holdfast.discord.openapi;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a message says whom it pings: without {@code allowed_mentions}, or with a kind in its
 * {@code parse}, whatever people wrote into it would.
 */
final class PingRule {

    private static final Pattern MESSAGES =
            Pattern.compile(
                    "/channels/\\d+/messages(/\\d+)?"
                            + "|/webhooks/\\d+/[^/]+(/messages/[^/]+)?"
                            + "|/interactions/\\d+/[^/]+/callback");
    private static final Set<Integer> ANSWERS = Set.of(4, 7);

    private PingRule() {}

    static Optional<String> fault(RecordedExchange exchange) {
        if (!Set.of("POST", "PATCH").contains(exchange.method())
                || !MESSAGES.matcher(exchange.path()).matches()) {
            return Optional.empty();
        }
        var isAnswer = exchange.path().endsWith("/callback");
        if (isAnswer && !ANSWERS.contains(exchange.request().path("type").asInt())) {
            return Optional.empty();
        }
        var message = isAnswer ? exchange.request().path("data") : exchange.request();
        var parse = message.path("allowed_mentions").path("parse");
        return parse.isArray() && parse.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        exchange.method() + " of a message that may ping anybody: " + message);
    }
}
