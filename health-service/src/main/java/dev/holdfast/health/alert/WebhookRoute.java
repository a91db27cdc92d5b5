package dev.holdfast.health.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.http.ExternalHttpClient;
import dev.holdfast.kit.http.ExternalHttpRequest;
import dev.holdfast.kit.http.ExternalHttpResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Posts signed JSON to an address of the operator's. */
record WebhookRoute(
        String name,
        URI address,
        WebhookSignature signature,
        ExternalHttpClient client,
        ObjectMapper json,
        Clock clock)
        implements AlertRoute {

    private static final int REDIRECTIONS = 300;

    /**
     * The body.
     *
     * @param type such as {@code incident.opened}; {@code test} asks for nothing
     */
    record Body(String type, Instant timestamp, Data data) {}

    /** What it is about. */
    record Data(
            long incident,
            String root,
            String verdict,
            Instant began,
            @Nullable Instant ended,
            List<String> attached,
            @Nullable String acknowledgedBy,
            String text) {}

    @Override
    public Sent send(Notice notice) throws InterruptedException {
        var at = clock.instant();
        var body = body(notice, at);
        var request =
                ExternalHttpRequest.postJson(address, body)
                        .with("webhook-id", notice.key())
                        .with("webhook-timestamp", Long.toString(at.getEpochSecond()))
                        .with("webhook-signature", signature.sign(notice.key(), at, body));
        return switch (client.send(request)) {
            case ExternalHttpResponse.Answered(var status, _, _) when status < REDIRECTIONS ->
                    new Sent.Taken();
            case ExternalHttpResponse.Answered(var status, _, _) ->
                    new Sent.Failed("it answers HTTP " + status);
            case ExternalHttpResponse.Refused(var why) -> new Sent.Failed(why);
            case ExternalHttpResponse.Away(var why) -> new Sent.Failed(why);
            case ExternalHttpResponse.NotSent(var why) -> new Sent.Failed(why);
        };
    }

    private byte[] body(Notice notice, Instant at) {
        var incident = notice.incident();
        var data =
                new Data(
                        incident.id(),
                        incident.root().toString(),
                        incident.verdict().name().toLowerCase(Locale.ROOT),
                        incident.began(),
                        incident.ended(),
                        incident.attached().stream().map(Component::toString).toList(),
                        incident.acknowledgedBy(),
                        notice.text());
        try {
            return json.writeValueAsBytes(new Body(notice.type(), at, data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the address, which may hold a secret. */
    @Override
    public String toString() {
        return name;
    }
}
