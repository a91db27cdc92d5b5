package dev.holdfast.health.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.gateway.GatewayEndpoints;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;

/**
 * Operators' direct messages: a gateway is asked, straight and not by the outbox, since an outbox
 * needs the PostgreSQL that may be what the alert is about.
 */
record OperatorRoute(GatewayEndpoints gateways, ObjectMapper json, Clock clock)
        implements AlertRoute {

    static final String NAME = "operators";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofDays(1);
    private static final int OK = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sent send(Notice notice) throws InterruptedException {
        var order =
                new EffectOrder(
                        notice.key(),
                        GuildId.DIRECT,
                        new AlertEffect.TellOperators(notice.text()),
                        "",
                        clock.instant().plus(STALE),
                        null);
        try {
            var body = BodyPublishers.ofByteArray(bytes(order));
            var answer =
                    gateways.ask(
                            "/effects",
                            TIMEOUT,
                            request ->
                                    request.header("Accept", "application/json")
                                            .header("Content-Type", "application/json")
                                            .header(Urgency.HEADER, Urgency.URGENT.header())
                                            .POST(body),
                            DeadlineStream.within(TIMEOUT));
            var text = DeadlineStream.text(answer);
            if (answer.statusCode() != OK) {
                return new Sent.Failed("the gateway answers HTTP " + answer.statusCode());
            }
            var kind = json.readTree(text).path("kind").asText();
            return "applied".equals(kind)
                    ? new Sent.Taken()
                    : new Sent.Failed("the gateway says " + kind);
        } catch (IOException e) {
            return new Sent.Failed("no gateway answers: " + e.getClass().getSimpleName());
        }
    }

    private byte[] bytes(EffectOrder order) throws JsonProcessingException {
        return json.writeValueAsBytes(order);
    }
}
