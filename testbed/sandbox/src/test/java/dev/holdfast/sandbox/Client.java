package dev.holdfast.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** The bot and its people as they reach the sandbox from outside. */
public final class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;
    private final SettableClock clock;
    private final JsonNode start;

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        public int code() {
            return body.path("code").asInt();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Client(URI root, SettableClock clock) {
        this.root = root;
        this.clock = clock;
        start = state();
    }

    public Answer send(String method, String path, JsonNode body, String... headers) {
        var request = HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(20));
        request.method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) request.headers(headers);
        var answer = send(request);
        var wrong = Described.check(method, path, answer.status(), answer.body());
        if (!wrong.isEmpty())
            throw new AssertionError(method + " " + path + ": " + wrong + " in " + answer.body());
        return answer;
    }

    /** The bot of that authorize page is added to the guild by this person. */
    public void invite(String page, String userId) {
        var choice = "user_id=%s&guild_id=%s&decision=authorize".formatted(userId, guildId());
        var added =
                send(
                        HttpRequest.newBuilder(root.resolve(page))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(choice)));
        if (added.status() != 200) throw new AssertionError("not added: " + added);
    }

    /** A multipart form. */
    public Answer form(String path, String boundary, String body) {
        return send(
                HttpRequest.newBuilder(root.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            var json =
                    Json.parse(answer.body())
                            .orElse(
                                    Json.object()
                                            .put(
                                                    "text",
                                                    new String(
                                                            answer.body(),
                                                            StandardCharsets.UTF_8)));
            return new Answer(answer.statusCode(), answer.headers(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One REST call as the bot. */
    public Answer once(String method, String path, JsonNode body) {
        return send(method, "/api/v10" + path, body, "Authorization", "Bot " + token());
    }

    /** The same; when it is limited, the time that Discord asks for passes first. */
    public Answer rest(String method, String path, JsonNode body) {
        var answer = once(method, path, body);
        if (answer.status() != 429) return answer;
        clock.advance(
                Duration.ofMillis(
                        1 + (long) (answer.body().path("retry_after").asDouble() * 1_000)));
        return once(method, path, body);
    }

    public Answer get(String path) {
        return rest("GET", path, null);
    }

    public Answer act(ObjectNode act) {
        return send("POST", "/sandbox/act", act);
    }

    public JsonNode state() {
        return send("GET", "/sandbox/state?messages=1000&interactions=1000", null).body();
    }

    public Answer faults(ObjectNode order) {
        return send("POST", "/sandbox/faults", order);
    }

    public String token() {
        return start.path("token").asText();
    }

    public String application() {
        return start.path("application").path("id").asText();
    }

    public JsonNode guild() {
        return start.path("guilds").get(0);
    }

    public String guildId() {
        return guild().path("id").asText();
    }

    public String channel(String name) {
        return find(guild().path("channels"), "name", name).path("id").asText();
    }

    public String role(String name) {
        return find(guild().path("roles"), "name", name).path("id").asText();
    }

    public String user(String username) {
        for (var member : guild().path("members")) {
            if (member.path("user").path("username").asText().equals(username))
                return member.path("user").path("id").asText();
        }
        throw new AssertionError("no member " + username);
    }

    public static JsonNode find(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("nothing with " + field + " " + value + " in " + list));
    }

    /** An act in a channel of the guild. */
    public ObjectNode act(String kind, String person, String channel) {
        return Json.object()
                .put("kind", kind)
                .put("userId", user(person))
                .put("guildId", guildId())
                .put("channelId", channel(channel));
    }

    public ObjectNode command(String name, String person) {
        return act("command", person, "general").put("name", name);
    }

    /** Makes these the bot's global commands. */
    public JsonNode register(JsonNode commands) {
        return rest("PUT", "/applications/" + application() + "/commands", commands).body();
    }

    public GatewayClient connect(String query) {
        return new GatewayClient(http, URI.create("ws://" + root.getAuthority() + "/" + query));
    }

    /** A session with these intents that has seen READY. */
    public GatewayClient login(int intents) {
        clock.advance(Duration.ofSeconds(5));
        var gateway = connect("?v=10&encoding=json");
        gateway.awaitOp(10);
        gateway.identify(token(), intents, 0, 1);
        gateway.await("READY");
        return gateway;
    }
}
