package dev.holdfast.smoke.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the owner of the local Discord's guild does without a browser, and what is seen there. */
public final class Owner {

    private static final int SUB_COMMAND = 1;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI discord;
    private final JsonNode guild;

    public Owner(URI discord) throws IOException, InterruptedException {
        this.discord = discord;
        this.guild = state().path("guilds").path(0);
    }

    public String channel(String name) {
        return id(guild.path("channels"), "name", name);
    }

    /** What is answered to {@code /coins add}. */
    public String adds(int amount, String to) throws IOException, InterruptedException {
        return uses(
                "coins",
                "add",
                """
                {"name":"member","type":6,"value":"%s"},{"name":"amount","type":3,"value":"%d"},
                {"name":"reason","type":3,"value":"a prize"}\
                """
                        .formatted(id(guild.path("members"), "username", to), amount));
    }

    /** What came of {@code /pay}: the interaction's id and its reply. */
    public JsonNode pays(int amount, String to) throws IOException, InterruptedException {
        return act(
                "pay",
                json.readTree(
                        """
                        [{"name":"member","type":6,"value":"%s"},{"name":"amount","type":3,"value":"%d"}]
                        """
                                .formatted(id(guild.path("members"), "username", to), amount)));
    }

    /** Writes into the general channel; the message's id. */
    public String writes(String words) throws IOException, InterruptedException {
        var act = json.createObjectNode().put("kind", "message").put("content", words);
        act.put("userId", id()).put("channelId", channel("general"));
        return post("/sandbox/act", act).path("messageId").asText();
    }

    /** Has somebody use a command without options, and waits for nothing; the interaction's id. */
    public String begins(String person, String command) throws IOException, InterruptedException {
        var act = json.createObjectNode().put("kind", "command").put("name", command);
        act.put("userId", person(person)).put("channelId", channel("general")).putArray("options");
        return post("/sandbox/act", act).path("interactionId").asText();
    }

    /**
     * Whether Discord has heard anything of an interaction, if only that its answer comes later.
     */
    public boolean isTaken(String interaction) throws IOException, InterruptedException {
        var path = discord.resolve("/sandbox/interactions/" + interaction);
        return !send(HttpRequest.newBuilder(path)).path("state").asText().equals("PENDING");
    }

    /** What was replied to a message, as Discord has it; empty where nothing was. */
    public String repliesTo(String message) throws IOException, InterruptedException {
        return elements(state().path("messages"))
                .flatMap(Owner::elements)
                .filter(each ->
                        each.path("message_reference").path("message_id").asText().equals(message))
                .map(JsonNode::toString)
                .collect(Collectors.joining("\n"));
    }

    /**
     * What is listed in the picker, of all services, before anybody's permissions are looked at.
     */
    public List<JsonNode> commands() throws IOException, InterruptedException {
        var commands = new ArrayList<JsonNode>();
        state().path("commands").forEach(commands::add);
        return commands;
    }

    /** Somebody's id. */
    public String person(String name) {
        return id(guild.path("members"), "username", name);
    }

    /** The guild's id. */
    public String guild() {
        return guild.path("id").asText();
    }

    /** Their own id. */
    public String id() {
        return guild.path("owner_id").asText();
    }

    /** What is answered to {@code /holdfast notices}. */
    public String wantsNoticesIn(String channel) throws IOException, InterruptedException {
        return uses(
                "holdfast",
                "notices",
                "{\"name\":\"channel\",\"type\":7,\"value\":\"%s\"}".formatted(channel(channel)));
    }

    private String uses(String name, String sub, String options)
            throws IOException, InterruptedException {
        var all = json.createArrayNode();
        var option = all.addObject().put("name", sub).put("type", SUB_COMMAND);
        option.set("options", json.readTree("[" + options + "]"));
        return text(act(name, all).path("reply"));
    }

    /** What came of a command with a member. */
    public JsonNode uses(String command, String member) throws IOException, InterruptedException {
        var options =
                "[{\"name\":\"member\",\"type\":6,\"value\":\"%s\"}]".formatted(person(member));
        return act(command, json.readTree(options));
    }

    /** What somebody is answered to a command without options. */
    public String answers(String person, String command) throws IOException, InterruptedException {
        return text(act(person(person), command, json.createArrayNode()).path("reply"));
    }

    /** What somebody is shown after a command without options. */
    public JsonNode shown(String person, String command) throws IOException, InterruptedException {
        return act(person(person), command, json.createArrayNode()).path("reply");
    }

    /** What somebody is shown who presses a button of a message. */
    public JsonNode presses(String person, JsonNode message, String label)
            throws IOException, InterruptedException {
        var button =
                message.path("components").findParents("custom_id").stream()
                        .filter(each -> each.path("label").asText().equals(label))
                        .findFirst()
                        .orElseThrow();
        var act = json.createObjectNode().put("kind", "component").put("componentType", 2);
        act.put("userId", person(person)).put("channelId", message.path("channel_id").asText());
        act.put("messageId", message.path("id").asText());
        return act(act.put("customId", button.path("custom_id").asText())).path("reply");
    }

    /** What somebody is shown who sends a window. */
    public JsonNode sends(String person, JsonNode window, String field, String words)
            throws IOException, InterruptedException {
        var act = json.createObjectNode().put("kind", "modal").put("userId", person(person));
        act.put("customId", window.path("custom_id").asText());
        act.putObject("fields").put(field, words);
        return act(act).path("reply");
    }

    /** A file that a card shows, as JSON. */
    public JsonNode file(JsonNode message) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(message.findPath("file").path("url").asText())));
    }

    private JsonNode act(JsonNode act) throws IOException, InterruptedException {
        return post("/sandbox/act?wait=20000", act);
    }

    private JsonNode post(String path, JsonNode act) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(discord.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(act.toString())));
    }

    private JsonNode act(String name, JsonNode options) throws IOException, InterruptedException {
        return act(id(), name, options);
    }

    private JsonNode act(String user, String name, JsonNode options)
            throws IOException, InterruptedException {
        var act = json.createObjectNode().put("kind", "command").put("name", name);
        act.put("userId", user).put("channelId", channel("general")).set("options", options);
        return act(act);
    }

    /** What a message says, in its text or on its cards. */
    public static String text(JsonNode message) {
        return elements(message.path("components"))
                .map(Owner::text)
                .reduce(message.path("content").asText(), (all, part) -> all + part + "\n");
    }

    /** Messages anywhere, direct ones too, with these words; the oldest first. */
    public List<JsonNode> reads(String words) throws IOException, InterruptedException {
        return elements(state().path("messages"))
                .flatMap(Owner::elements)
                .filter(message -> text(message).contains(words))
                .sorted(Comparator.comparingLong(message -> message.path("id").asLong()))
                .toList();
    }

    private JsonNode state() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(discord.resolve("/sandbox/state?messages=1000")));
    }

    private static String id(JsonNode list, String field, String value) {
        return elements(list)
                .map(each -> each.has("user") ? each.path("user") : each)
                .filter(each -> each.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }
}
