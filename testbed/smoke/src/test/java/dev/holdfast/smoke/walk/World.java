package dev.holdfast.smoke.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/** The local Discord as a walker sees it. Safe for any thread. */
final class World {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;
    private volatile JsonNode state;

    World(URI root) throws IOException, InterruptedException {
        this.root = root;
        this.state = look();
    }

    /** An answer of the page's own API. */
    record Answer(int status, JsonNode body) {}

    void refresh() throws IOException, InterruptedException {
        state = look();
    }

    private JsonNode look() throws IOException, InterruptedException {
        var asked =
                HttpRequest.newBuilder(root.resolve("/sandbox/state?messages=20&interactions=1"));
        return send(asked.build()).body();
    }

    /** Founds a guild that the bot is in. */
    Answer found(String name) throws IOException, InterruptedException {
        var guild = object().put("name", name);
        guild.putArray("applicationIds").add(state.path("application").path("id").asText());
        return post("/sandbox/guilds", guild);
    }

    /** Does it, and waits a little for the bot's answer. */
    Answer act(ObjectNode act) throws IOException, InterruptedException {
        return post("/sandbox/act?wait=5000", act);
    }

    private Answer post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .timeout(PATIENCE)
                        .build());
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json.readTree(answer.body()));
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    JsonNode guild(RandomGenerator random) {
        return any(state.path("guilds"), random);
    }

    /** One of the channels in which one writes. */
    String channel(JsonNode guild, RandomGenerator random) {
        var open =
                list(guild.path("channels")).stream()
                        .filter(channel -> channel.path("type").asInt() == 0)
                        .toList();
        return open.get(random.nextInt(open.size())).path("id").asText();
    }

    /** A person, never a bot. */
    String person(JsonNode guild, RandomGenerator random) {
        var people =
                list(guild.path("members")).stream()
                        .map(member -> member.path("user"))
                        .filter(user -> !user.path("bot").asBoolean())
                        .toList();
        return people.get(random.nextInt(people.size())).path("id").asText();
    }

    String role(JsonNode guild, RandomGenerator random) {
        return any(guild.path("roles"), random).path("id").asText();
    }

    List<JsonNode> messages(String channel) {
        return list(state.path("messages").path(channel));
    }

    static JsonNode any(JsonNode list, RandomGenerator random) {
        return list.path(random.nextInt(Math.max(1, list.size())));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
