package dev.holdfast.gateway.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The local Discord of {@code testbed/sandbox}, started as its own process on a free port. */
public final class Sandbox implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final SandboxProcess process;
    private final SandboxClient door;
    private final JsonNode first;

    private Sandbox(SandboxProcess process) {
        this.process = process;
        this.door = new SandboxClient(process.url());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> door.get("/q/health/ready").isObject());
        this.first = state();
    }

    /** Starts one with a guild of its own. */
    public static Sandbox start(String... settings) {
        return new Sandbox(SandboxProcess.start(settings));
    }

    public static int freePort() throws IOException {
        return SandboxProcess.freePort();
    }

    /** What was said since the last look is as Discord describes it. */
    public void wasAsDescribed() {
        process.wasAsDescribed();
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

    public String guild() {
        return first.path("guilds").path(0).path("id").asText();
    }

    /** A person's id by user name. */
    public String person(String name) {
        return elements(first.path("guilds").path(0).path("members"))
                .map(member -> member.path("user"))
                .filter(user -> user.path("username").asText().equals(name))
                .map(user -> user.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    public String channel(String name) {
        return elements(first.path("guilds").path(0).path("channels"))
                .filter(channel -> channel.path("name").asText().equals(name))
                .map(channel -> channel.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    public String role(String name) {
        return elements(first.path("guilds").path(0).path("roles"))
                .filter(role -> role.path("name").asText().equals(name))
                .map(role -> role.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Lets somebody new join; their id. */
    public String newcomer(String name) {
        var act = json.createObjectNode().put("kind", "join").put("guildId", guild());
        return done(act.put("name", name)).path("userId").asText();
    }

    /** A member by id; missing where there is none. */
    public JsonNode member(String id) {
        return elements(state().path("guilds").path(0).path("members"))
                .filter(member -> member.path("user").path("id").asText().equals(id))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** What was changed about a person, oldest first. */
    public List<JsonNode> audit(String id) {
        return elements(state().path("guilds").path(0).path("audit_log_entries"))
                .filter(entry -> entry.path("target_id").asText().equals(id))
                .toList();
    }

    /** Every message anywhere that says that. */
    public List<JsonNode> saying(String text) {
        return elements(door.get("/sandbox/state?messages=1000").path("messages"))
                .flatMap(Sandbox::elements)
                .filter(message -> words(message).equals(text))
                .toList();
    }

    /** Uses a slash command and waits for what is shown. */
    public JsonNode command(String person, String channel, String name, String options) {
        return shown(command(person, name, options).put("channelId", channel(channel)));
    }

    /** Writes to the bot in direct messages. */
    public JsonNode writeDirectly(String person, String text) {
        return done(act("message", person).put("content", text));
    }

    /** Uses a slash command and does not wait. */
    public String start(String person, String channel, String name, String options) {
        return done(command(person, name, options).put("channelId", channel(channel)))
                .path("interactionId")
                .asText();
    }

    public JsonNode interaction(String id) {
        return door.get("/sandbox/interactions/" + id);
    }

    /** Writes a message as the bot itself, as an earlier build of it may have. */
    public JsonNode writeAsBot(String channel, String body) {
        var message = body.strip().replaceFirst("\\{", "{\"allowed_mentions\":{\"parse\":[]},");
        return door.post("/api/v10/channels/" + channel(channel) + "/messages", message, token());
    }

    /** What people read in a message: its text, else what its components say. */
    public static String words(JsonNode message) {
        var laidOut = String.join("\n", message.path("components").findValuesAsText("content"));
        return (message.path("content").asText() + "\n" + laidOut).strip();
    }

    private static Stream<JsonNode> controls(JsonNode message) {
        return message.path("components").findParents("custom_id").stream();
    }

    /** Presses a button of the message and waits for what is shown. */
    public JsonNode press(String person, JsonNode message, String label) {
        return shown(
                use(
                                person,
                                message,
                                controls(message),
                                each -> each.path("label").asText().equals(label))
                        .put("componentType", 2));
    }

    /** Picks from a select and waits for what is shown. */
    public JsonNode pick(String person, JsonNode message, String state, String... values) {
        var act =
                use(
                        person,
                        message,
                        controls(message),
                        each -> each.path("custom_id").asText().endsWith("~" + state));
        for (var value : values) {
            act.withArray("values").add(value);
        }
        return shown(act);
    }

    private ObjectNode use(
            String person,
            JsonNode message,
            Stream<JsonNode> controls,
            Predicate<JsonNode> wanted) {
        var control = controls.filter(wanted).findFirst().orElseThrow();
        return act("component", person)
                .put("channelId", message.path("channel_id").asText())
                .put("messageId", message.path("id").asText())
                .put("customId", control.path("custom_id").asText());
    }

    /** Fills in a modal that is open for the person, and sends it. */
    public JsonNode submit(String person, JsonNode modal, String field, String text) {
        return shown(filled(person, modal, field, text));
    }

    /** The same without waiting for what is shown. */
    public void send(String person, JsonNode modal, String field, String text) {
        done(filled(person, modal, field, text));
    }

    private ObjectNode filled(String person, JsonNode modal, String field, String text) {
        var act = act("modal", person).put("customId", modal.path("custom_id").asText());
        act.putObject("fields").put(field, text);
        return act;
    }

    /** Types into an option and returns the choices that are offered. */
    public JsonNode type(String person, String name, String option, int type, String text) {
        var act = act("autocomplete", person).put("name", name);
        act.put("channelId", channel("general"));
        act.withArray("options")
                .addObject()
                .put("name", option)
                .put("type", type)
                .put("value", text)
                .put("focused", true);
        return shown(act).path("reply").path("choices");
    }

    /** Types into a text option of a subcommand and returns the choices that are offered. */
    public JsonNode typeBelow(
            String person, String name, String subcommand, String option, String text) {
        var act = act("autocomplete", person).put("name", name);
        act.put("channelId", channel("general"));
        var below = act.withArray("options").addObject().put("name", subcommand).put("type", 1);
        below.withArray("options")
                .addObject()
                .put("name", option)
                .put("type", 3)
                .put("value", text)
                .put("focused", true);
        return shown(act).path("reply").path("choices");
    }

    /** Uses a slash command in the person's direct messages with the bot. */
    public JsonNode commandDirectly(String person, String name, String options) {
        return shown(command(person, name, options));
    }

    /** Sends a file, which an option or a message can then name by its id. */
    public String upload(String name, String type, byte[] bytes) {
        return door.upload(name, type, bytes);
    }

    public String text(JsonNode attachment) {
        return door.text(attachment.path("url").asText());
    }

    /** Writes a message with a file and returns it. */
    public JsonNode writeWithFile(String person, String channel, String text, String file) {
        var act = message(person, channel, text);
        act.withArray("attachments").add(file);
        return done(act);
    }

    /** Writes a message and returns it. */
    public JsonNode write(String person, String channel, String text) {
        return done(message(person, channel, text));
    }

    /** Writes a message into a thread, or into a channel named by its id. */
    public JsonNode writeIn(String person, String channelId, String text) {
        return writeAs(person(person), channelId, text);
    }

    /** The same, for somebody named by their id. */
    public JsonNode writeAs(String personId, String channelId, String text) {
        var act = json.createObjectNode().put("kind", "message").put("userId", personId);
        return done(act.put("channelId", channelId).put("content", text));
    }

    /** The messages of a channel that refer to that one. */
    public JsonNode replyTo(JsonNode message) {
        var id = message.path("id").asText(message.path("messageId").asText());
        Supplier<JsonNode> look =
                () ->
                        elements(state().path("messages"))
                                .flatMap(Sandbox::elements)
                                .filter(each ->
                                        each.path("message_reference")
                                                .path("message_id")
                                                .asText()
                                                .equals(id))
                                .findFirst()
                                .orElseGet(json::createObjectNode);
        return await().atMost(PATIENCE).until(look::get, found -> found.has("content"));
    }

    /** Takes permissions from the bot in a channel; none gives them back. */
    public void deny(String channel, long bits) {
        var path = "/channels/%s/permissions/%s";
        var body = json.createObjectNode().put("type", 1).put("allow", "0");
        var _ =
                asOwner(
                        "PUT",
                        path.formatted(channel(channel), person("Holdfast")),
                        body.put("deny", Long.toString(bits)).toString());
    }

    /** What the guild's owner does by Discord's REST. */
    public JsonNode asOwner(String method, String path, String body) {
        var answer = door.ask(method, "/sandbox/as/" + person("marina") + path, body);
        if (answer.has("detail")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }

    /** Has something happen, as the control API describes it. */
    public JsonNode act(String body) {
        return door.post("/sandbox/act", body.replace('\'', '"'));
    }

    public void fault(String order) {
        door.post("/sandbox/faults", order);
    }

    public boolean knowsCommand(String name) {
        return elements(state().path("commands"))
                .anyMatch(command -> command.path("name").asText().equals(name));
    }

    private ObjectNode command(String person, String name, String options) {
        return act("command", person)
                .put("name", name)
                .putRawValue("options", new RawValue(options));
    }

    private ObjectNode message(String person, String channel, String text) {
        return act("message", person).put("channelId", channel(channel)).put("content", text);
    }

    private ObjectNode act(String kind, String person) {
        return json.createObjectNode().put("kind", kind).put("userId", person(person));
    }

    private JsonNode done(ObjectNode act) {
        return door.post("/sandbox/act", act.toString());
    }

    private JsonNode shown(ObjectNode act) {
        return door.post("/sandbox/act?wait=20000", act.toString());
    }

    public static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public void close() {
        process.close();
    }
}
