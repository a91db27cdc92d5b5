package dev.holdfast.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.testing.HoldfastServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Orders effects of a gateway as a service's outbox does. Safe for any thread. */
public final class Orders {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json =
            new ObjectMapper()
                    .registerModules(new JavaTimeModule(), new ParameterNamesModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String service;

    /** What came back. */
    public record Answer(int status, String retryAfter, JsonNode body) {}

    public Orders(URI gateway, String service) {
        this.gateway = gateway;
        this.service = service;
    }

    public Answer send(EffectOrder order) {
        try {
            return send(json.writeValueAsString(order), key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An order that nobody waits for. */
    public Answer sendPatiently(EffectOrder order) {
        try {
            return send(json.writeValueAsString(order), key(), Urgency.PATIENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer send(String body, String key) {
        return send(body, key, Urgency.URGENT);
    }

    private Answer send(String body, String key, Urgency urgency) {
        var request =
                HttpRequest.newBuilder(gateway.resolve("/effects"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Holdfast-Caller", service)
                        .header(Urgency.HEADER, urgency.header())
                        .header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString(body));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var retryAfter = response.headers().firstValue("Retry-After").orElse("");
            return new Answer(response.statusCode(), retryAfter, json.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public EffectOutcome outcome(Answer answer) {
        try {
            return json.treeToValue(answer.body(), EffectOutcome.class);
        } catch (IOException e) {
            throw new IllegalStateException("not an outcome: " + answer, e);
        }
    }

    /** The service's key for the gateway. */
    public String key() {
        var secret = HoldfastServers.SECRET.getBytes(StandardCharsets.UTF_8);
        var name = "holdfast:pair:%s>gateway".formatted(service);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var key = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
