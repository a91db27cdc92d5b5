package dev.holdfast.smoke.backup;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.smoke.page.Owner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A guild of the local Discord, whose owner makes there what may be lost. */
final class BackupGuild {

    /** What roles-service says until the gateways told it of all roles. */
    private static final String LEARNING = "still learning";

    private static final int SUB_COMMAND = 1;
    private static final int TEXT = 3;
    private static final int WHOLE = 4;
    private static final int PERSON = 6;
    private static final int CHANNEL = 7;
    private static final int ROLE = 8;
    private static final int BUTTON = 2;
    private static final int ROLE_SELECT = 6;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI discord;
    private final String id;

    private BackupGuild(URI discord, String id) {
        this.discord = discord;
        this.id = id;
    }

    /** The one that was there from the beginning. */
    static BackupGuild first(URI discord) throws IOException, InterruptedException {
        return new BackupGuild(discord, state(discord).path("guilds").path(0).path("id").asText());
    }

    /** A new one with the bot in it, of the same owner as the first. */
    BackupGuild founds(String name) throws IOException, InterruptedException {
        var state = state(discord);
        var guild = JSON.createObjectNode().put("name", name).put("ownerId", owner());
        guild.putArray("applicationIds").add(state.path("application").path("id").asText());
        var founded = post(discord, "/sandbox/guilds", guild);
        return new BackupGuild(discord, founded.findPath("id").asText());
    }

    String id() {
        return id;
    }

    String name() throws IOException, InterruptedException {
        return guild().path("name").asText();
    }

    String owner() throws IOException, InterruptedException {
        return guild().path("owner_id").asText();
    }

    String channel() throws IOException, InterruptedException {
        return elements(guild().path("channels"))
                .filter(channel -> channel.path("type").asInt() == 0)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    String channelName() throws IOException, InterruptedException {
        var wanted = channel();
        return elements(guild().path("channels"))
                .filter(channel -> channel.path("id").asText().equals(wanted))
                .findFirst()
                .orElseThrow()
                .path("name")
                .asText();
    }

    /** A new role below the bot's. */
    String newRole(String name) throws IOException, InterruptedException {
        var path = "/sandbox/as/%s/guilds/%s/roles".formatted(owner(), id);
        return post(discord, path, JSON.createObjectNode().put("name", name)).path("id").asText();
    }

    /** {@code /connection add}, saved. */
    void addsRule(String role, String when) throws IOException, InterruptedException {
        var act = command("connection");
        var options = sub(act, "add");
        option(options, "role", ROLE, role);
        option(options, "when", TEXT, when);
        presses(shown(act, "Before you save"), "Save the rule", "saved");
    }

    /** {@code /menu create} with a role to pick, posted. */
    void postsMenu(String name, String role) throws IOException, InterruptedException {
        var act = command("menu");
        var options = sub(act, "create");
        option(options, "name", TEXT, name);
        option(options, "kind", TEXT, "buttons");
        var shown = shown(act, name);
        var pick = use(shown, "~add:").put("componentType", ROLE_SELECT);
        pick.putArray("values").add(role);
        presses(shown(pick, ""), "Post it here", "");
    }

    /** {@code /economy settings} with a new daily reward. */
    void paysDaily(int coins) throws IOException, InterruptedException {
        var act = command("economy");
        sub(act, "settings")
                .addObject()
                .put("name", "daily-payout")
                .put("type", WHOLE)
                .put("value", coins);
        shown(act, Integer.toString(coins));
    }

    /** {@code /coins add} or {@code remove}. */
    void coins(String way, int amount, String user) throws IOException, InterruptedException {
        var act = command("coins");
        var options = sub(act, way);
        option(options, "member", PERSON, user);
        option(options, "amount", TEXT, Integer.toString(amount));
        option(options, "reason", TEXT, "a story");
        shown(act, Integer.toString(amount));
    }

    void wantsNotices() throws IOException, InterruptedException {
        var act = command("holdfast");
        option(sub(act, "notices"), "channel", CHANNEL, channel());
        shown(act, "");
    }

    private JsonNode presses(JsonNode message, String label, String says)
            throws IOException, InterruptedException {
        var button =
                message.path("components").findParents("custom_id").stream()
                        .filter(each -> each.path("label").asText().equals(label))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + label + ": " + message));
        var act = act("component").put("componentType", BUTTON);
        act.put("messageId", message.path("id").asText());
        return shown(act.put("customId", button.path("custom_id").asText()), says);
    }

    private ObjectNode use(JsonNode message, String part) throws IOException, InterruptedException {
        var control =
                message.path("components").findValuesAsText("custom_id").stream()
                        .filter(each -> each.contains(part))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + part + ": " + message));
        var act = act("component").put("messageId", message.path("id").asText());
        return act.put("customId", control);
    }

    private static ArrayNode sub(ObjectNode act, String name) {
        var sub = act.putArray("options").addObject().put("name", name).put("type", SUB_COMMAND);
        return sub.putArray("options");
    }

    private static void option(ArrayNode options, String name, int type, String value) {
        options.addObject().put("name", name).put("type", type).put("value", value);
    }

    private ObjectNode command(String name) throws IOException, InterruptedException {
        return act("command").put("name", name);
    }

    private ObjectNode act(String kind) throws IOException, InterruptedException {
        var act = JSON.createObjectNode().put("kind", kind).put("guildId", id);
        return act.put("channelId", channel()).put("userId", owner());
    }

    /** What the bot answers, asked again as long as it does not know the guild's roles yet. */
    private JsonNode shown(ObjectNode act, String says) {
        var reply =
                await().atMost(2, TimeUnit.MINUTES)
                        .until(
                                () -> post(discord, "/sandbox/act?wait=30000", act).path("reply"),
                                it -> !Owner.text(it).contains(LEARNING));
        if (!Owner.text(reply).contains(says)) {
            throw new AssertionError("%s was answered by %s".formatted(act, reply));
        }
        return reply;
    }

    private JsonNode guild() throws IOException, InterruptedException {
        return elements(state(discord).path("guilds"))
                .filter(guild -> guild.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode state(URI discord) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(
                        discord.resolve("/sandbox/state?messages=1&interactions=1")));
    }

    private static JsonNode post(URI discord, String path, ObjectNode body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(discord.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private static JsonNode send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
