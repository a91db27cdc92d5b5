package dev.holdfast.kit.outbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.gateway.GatewayEndpoints;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends orders to the gateways. Safe for any thread. */
@Singleton
final class GatewayClient {

    /** Longer than the gateway takes for one; shorter than a claim lasts. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int LONGEST_WHY = 300;
    private static final String NOBODY = Problem.Kind.UNKNOWN_ORDER.detail("").type().toString();

    private final GatewayEndpoints gateways;
    private final ObjectMapper json;

    GatewayClient(GatewayEndpoints gateways, ObjectMapper json) {
        this.gateways = gateways;
        // A gateway of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    boolean knowsAny() {
        return gateways.knowsAny();
    }

    /** Sends it to the first gateway that can be reached. */
    GatewayAnswer send(OutboxMessage message, Urgency urgency) throws InterruptedException {
        try {
            var body = BodyPublishers.ofByteArray(json.writeValueAsBytes(message.body()));
            return answer(
                    message,
                    gateways.ask(
                            message.path(),
                            TIMEOUT,
                            request ->
                                    request.header("Accept", "application/json")
                                            .header("Content-Type", "application/json")
                                            .header(Urgency.HEADER, urgency.header())
                                            .POST(body),
                            DeadlineStream.within(TIMEOUT)));
        } catch (IOException e) {
            return new GatewayAnswer.NotNow(Duration.ZERO, "no gateway answered: " + e);
        }
    }

    private GatewayAnswer answer(OutboxMessage message, HttpResponse<InputStream> response)
            throws IOException {
        var text = DeadlineStream.text(response);
        var said = "HTTP %d from %s".formatted(response.statusCode(), response.uri());
        if (response.statusCode() == 404 && text.contains(NOBODY)) {
            return new GatewayAnswer.NobodyTakesIt(said);
        }
        return switch (response.statusCode()) {
            case 200 -> new GatewayAnswer.Over(ended(message, text));
            case 429, 502, 503, 504 ->
                    new GatewayAnswer.NotNow(GatewayEndpoints.retryAfter(response), said);
            // A secret that is being changed, a gateway of an older build, or the same order is
            // being done for an attempt that was given up.
            case 401, 404, 405, 409 -> new GatewayAnswer.NotNow(Duration.ZERO, said);
            default -> new GatewayAnswer.Fault(said + ": " + shortened(text));
        };
    }

    private FinalOutcome ended(OutboxMessage message, String text) throws IOException {
        return switch (message) {
            case OutboxMessage.ForDiscord _ ->
                    new FinalOutcome.OfEffect(json.readValue(text, EffectOutcome.class));
            case OutboxMessage.ForService _ ->
                    new FinalOutcome.OfOrder(json.readValue(text, OrderOutcome.class));
        };
    }

    private static String shortened(String body) {
        return UserText.shorten(body, LONGEST_WHY);
    }
}
