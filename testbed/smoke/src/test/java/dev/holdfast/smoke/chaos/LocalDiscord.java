package dev.holdfast.smoke.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sandbox's control API: what people do, and what can be seen there. Safe for any thread. */
public final class LocalDiscord {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The most that the sandbox lets one wait for an answer. */
    private static final int WAIT_MILLIS = 30_000;

    /** The second gateway has just begun to take a shard from the first. */
    private static final int PATIENT_TRIES = 5;

    static final int ALL_MESSAGES = 10_000;

    private static final String BANK = "bank";

    /** Where the admins hear of things; nobody uses commands there. */
    private static final String NOTICES = "general";

    private static final int OK = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    public LocalDiscord(int port) {
        this.root = URI.create("http://127.0.0.1:" + port);
    }

    public String token() throws IOException, InterruptedException {
        return state(1).path("token").asText();
    }

    /** Everything that is there, with so many messages of each channel. */
    public JsonNode state(int messages) throws IOException, InterruptedException {
        return send(request("/sandbox/state?interactions=1&messages=" + messages).GET());
    }

    /** How far an interaction has come. */
    JsonNode interaction(String id) throws IOException, InterruptedException {
        return send(request("/sandbox/interactions/" + id).GET());
    }

    /** Has a person use a command; returns what they were answered, or how far it has come. */
    public JsonNode use(ObjectNode act) throws IOException, InterruptedException {
        return post("/sandbox/act?wait=" + WAIT_MILLIS, act);
    }

    /** Has something happen and does not wait for what comes of it. */
    public JsonNode begin(ObjectNode act) throws IOException, InterruptedException {
        return post("/sandbox/act", act);
    }

    /** Does through Discord's REST what that person may; below {@code /guilds} and the like. */
    public JsonNode as(String person, String path, ObjectNode body)
            throws IOException, InterruptedException {
        return post("/sandbox/as/%s%s".formatted(person, path), body);
    }

    /** Changes through Discord's REST what that person may. */
    public JsonNode changeAs(String person, String path, JsonNode body)
            throws IOException, InterruptedException {
        return send(
                request("/sandbox/as/%s%s".formatted(person, path))
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body.toString())));
    }

    /** Reads through Discord's REST what that person may. */
    public JsonNode readAs(String person, String path) throws IOException, InterruptedException {
        return send(request("/sandbox/as/%s%s".formatted(person, path)).GET());
    }

    /** From now on these faults are made and no others; an empty order ends all. */
    public void order(ObjectNode faults) throws IOException, InterruptedException {
        post("/sandbox/faults", faults);
    }

    /** What was said in a channel, ephemeral messages included, oldest first. */
    JsonNode messages(String channel) throws IOException, InterruptedException {
        return state(ALL_MESSAGES).path("messages").path(channel);
    }

    /** Has new people join every guild. */
    List<ChaosGuild> populate(int sailors) throws IOException, InterruptedException {
        var harbours = new ArrayList<ChaosGuild>();
        for (var guild : state(1).path("guilds")) {
            var id = guild.path("id").asText();
            var crew = new ArrayList<String>();
            for (var sailor = 1; sailor <= sailors; sailor++) {
                var act = JsonNodeFactory.instance.objectNode().put("kind", "join");
                act.put("guildId", id).put("name", "Sailor " + sailor);
                crew.add(post("/sandbox/act", act).path("userId").asText());
            }
            var harbour =
                    new ChaosGuild(id, channel(guild, BANK), guild.path("owner_id").asText(), crew);
            askForNotices(harbour, channel(guild, NOTICES));
            harbours.add(harbour);
        }
        return List.copyOf(harbours);
    }

    private void askForNotices(ChaosGuild harbour, String channel)
            throws IOException, InterruptedException {
        var act = JsonNodeFactory.instance.objectNode().put("kind", "command");
        act.put("guildId", harbour.guild()).put("channelId", harbour.channel());
        act.put("userId", harbour.owner()).put("name", "holdfast");
        var notices = act.putArray("options").addObject().put("type", 1).put("name", "notices");
        notices.putArray("options")
                .addObject()
                .put("type", 7)
                .put("name", "channel")
                .put("value", channel);
        for (var tries = 0; tries < PATIENT_TRIES; tries++) {
            if (RequestResult.text(use(act).path("reply")).contains(channel)) {
                return;
            }
        }
        throw new IllegalStateException("no notices in " + channel);
    }

    /** What the admins of all guilds were told. */
    List<JsonNode> notices() throws IOException, InterruptedException {
        var state = state(ALL_MESSAGES);
        var notices = new ArrayList<JsonNode>();
        for (var guild : state.path("guilds")) {
            state.path("messages").path(channel(guild, NOTICES)).forEach(notices::add);
        }
        return notices;
    }

    private static String channel(JsonNode guild, String name) {
        for (var channel : guild.path("channels")) {
            if (channel.path("name").asText().equals(name)) {
                return channel.path("id").asText();
            }
        }
        throw new IllegalStateException("no #%s: %s".formatted(name, guild));
    }

    private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("the sandbox answered %s".formatted(answer.body()));
        }
        return json.readTree(answer.body());
    }
}
