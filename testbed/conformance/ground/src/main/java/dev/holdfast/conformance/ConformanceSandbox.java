package dev.holdfast.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A sandbox that belongs to one suite, with two guilds, the second of which is on shard 1 of 2. */
public final class ConformanceSandbox implements AutoCloseable {
    /** A picture of one dot, a PNG in base64. */
    public static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final Duration START = Duration.ofSeconds(60);
    private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SANDBOX_GUILDS",
                    "2",
                    "SANDBOX_MAX_CONCURRENCY",
                    "4",
                    "SANDBOX_FIRST_ANSWER",
                    "PT9S");

    private final SandboxProcess process;
    private final ControlClient door;
    private final JsonNode first;

    private ConformanceSandbox(SandboxProcess process) throws IOException {
        this.process = process;
        door = new ControlClient(process.url());
        awaitReady();
        first = state();
    }

    /** Starts a sandbox and waits until it answers. */
    public static ConformanceSandbox start() throws IOException {
        return new ConformanceSandbox(SandboxProcess.start(SETTINGS));
    }

    private void awaitReady() throws IOException {
        var begun = System.nanoTime();
        while (true) {
            try {
                door.get("/q/health/ready");
                return;
            } catch (RuntimeException e) {
                if (!process.alive() || System.nanoTime() - begun > START.toNanos()) {
                    throw new IOException("the sandbox did not start: " + process.output(), e);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
    }

    public URI url() {
        return process.url();
    }

    public String token() {
        return first.path("token").asText();
    }

    public JsonNode state() {
        return door.get("/sandbox/state");
    }

    /** The first guild as it is now. */
    public GuildState guildState() {
        return harbours().getFirst();
    }

    public List<GuildState> harbours() {
        var harbours = new ArrayList<GuildState>();
        state().path("guilds").forEach(guild -> harbours.add(new GuildState(guild)));
        return List.copyOf(harbours);
    }

    /** The registered command of that name; missing where there is none. */
    public JsonNode command(String name) {
        for (var command : state().path("commands")) {
            if (command.path("name").asText().equals(name)) return command;
        }
        return first.path("no such command");
    }

    /** A message as it is now; missing where there is none. */
    public JsonNode message(String channel, String id) {
        for (var message : state().path("messages").path(channel)) {
            if (message.path("id").asText().equals(id)) return message;
        }
        return first.path("no such message");
    }

    /** The messages of a channel that say that. */
    public List<JsonNode> saying(String channel, String text) {
        var found = new ArrayList<JsonNode>();
        for (var message : state().path("messages").path(channel)) {
            if (message.path("content").asText().equals(text)) found.add(message);
        }
        return found;
    }

    /** Somebody in the first guild's channel of that name. */
    public Person person(String username, String channel) {
        var guildState = new GuildState(first.path("guilds").path(0));
        return new Person(door, guildState.person(username), guildState.channel(channel));
    }

    /** Somebody in the second guild's channel of that name. */
    public Person personFarAway(String username, String channel) {
        var guildState = new GuildState(first.path("guilds").path(1));
        return new Person(door, guildState.person(username), guildState.channel(channel));
    }

    /** Somebody in their direct messages with the bot. */
    public Person personDirectly(String username) {
        return new Person(door, new GuildState(first.path("guilds").path(0)).person(username), "");
    }

    /** Somebody new joins the first guild; returns their id. */
    public String newcomer(String name) {
        var act = object().put("kind", "join").put("name", name);
        act.put("guildId", first.path("guilds").path(0).path("id").asText());
        return door.post("/sandbox/act", act).path("userId").asText();
    }

    /** Sends a text file; returns its id, which an option can name. */
    public String upload(String name, String text) {
        return door.upload(name, text).path("id").asText();
    }

    /** Every gateway connection breaks without a goodbye. */
    public void cut() {
        gateway("cut");
    }

    /** Every session is over: who was connected must identify again. */
    public void invalidate() {
        gateway("invalidate");
    }

    /** Every client is asked to reconnect. */
    public void askToReconnect() {
        gateway("reconnect");
    }

    private void gateway(String what) {
        door.post("/sandbox/faults", object().put("gateway", what));
    }

    /** The next request whose path contains that gets 429. */
    public void limit(String path, Duration retryAfter) {
        var order = object().put("path", path).put("rateLimited", 1);
        door.post("/sandbox/faults", order.put("retryAfterMillis", retryAfter.toMillis()));
    }

    /** What is left of the ordered faults, and how many calls came too early after a 429. */
    public JsonNode faults() {
        return door.get("/sandbox/faults");
    }

    /** What the sandbox answered so far is as Discord describes it. */
    public void answeredAsDescribed() throws IOException {
        process.said().wasAnsweredAsDescribed();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
