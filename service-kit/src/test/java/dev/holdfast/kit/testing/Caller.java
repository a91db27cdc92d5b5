package dev.holdfast.kit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Calls a service's REST as another service would. Safe for any thread. */
public final class Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final ObjectMapper json;
    private final URI service;
    private final String caller;
    private final String key;
    private final Duration patience;

    /**
     * A caller of one instance.
     *
     * @param name the called service's name
     */
    public Caller(URI service, String caller, String name, String secret) {
        this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        this.json =
                new ObjectMapper()
                        .registerModules(new JavaTimeModule(), new ParameterNamesModule())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.service = service;
        this.caller = caller;
        this.key = pairKey(secret, caller, name);
        this.patience = PATIENCE;
    }

    private Caller(Caller like, Duration patience) {
        this.http = like.http;
        this.json = like.json;
        this.service = like.service;
        this.caller = like.caller;
        this.key = like.key;
        this.patience = patience;
    }

    /** The same one, waiting so long for an answer and no longer. */
    public Caller waiting(Duration limit) {
        return new Caller(this, limit);
    }

    /** The reply, and whether it was stored by an earlier delivery. */
    public record Answer(int status, String body, boolean replayed) {}

    public Answer post(Invocation invocation) throws IOException, InterruptedException {
        return post(write(invocation));
    }

    public Answer post(String body) throws IOException, InterruptedException {
        return post("/bot/invocations", body);
    }

    /** Asks for what came of a request that nobody waits for any more. */
    public Answer settle(Invocation invocation) throws IOException, InterruptedException {
        return post("/bot/settlements", write(invocation));
    }

    public Answer post(String path, String body) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String body) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Reply reply(Answer answer) {
        try {
            return json.readValue(answer.body(), Reply.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a reply: " + answer, e);
        }
    }

    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + key)
                .header("Holdfast-Caller", caller);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var replayed = response.headers().firstValue("Holdfast-Replayed").orElse("false");
        return new Answer(response.statusCode(), response.body(), Boolean.parseBoolean(replayed));
    }

    static String pairKey(String secret, String caller, String audience) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var name = "holdfast:pair:%s>%s".formatted(caller, audience);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
