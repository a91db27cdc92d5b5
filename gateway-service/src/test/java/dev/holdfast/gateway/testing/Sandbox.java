package dev.holdfast.gateway.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The local Discord of {@code deploy/sandbox}, started as its own process on a free port. */
public final class Sandbox implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAIT = "?wait=20000";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;
    private final JsonNode first;

    private Sandbox(Process process, URI url) {
        this.process = process;
        this.url = url;
        await().atMost(PATIENCE).ignoreExceptions().until(() -> get("/q/health/ready").isObject());
        this.first = state();
    }

    /** Starts one with a guild of its own. */
    public static Sandbox start(String... settings) {
        try {
            var root = Path.of(System.getProperty("holdfast.root", ".."));
            var jar = root.resolve("deploy/sandbox/target/quarkus-app/quarkus-run.jar");
            assertTrue(Files.exists(jar), "build it first: ./mvnw -pl deploy/sandbox -am package");
            var data = Files.createTempDirectory("sandbox");
            var port = freePort();
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder =
                    new ProcessBuilder(
                            java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
            var environment = builder.environment();
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            environment.put("SANDBOX_DATA", data.toString());
            environment.put("SANDBOX_LOG_DIR", data.resolve("logs").toString());
            for (var setting : settings) {
                environment.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
            }
            builder.redirectErrorStream(true).redirectOutput(data.resolve("out").toFile());
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Sandbox(process, URI.create("http://127.0.0.1:" + port));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public URI url() {
        return url;
    }

    public String token() {
        return first.path("token").asText();
    }

    public JsonNode state() {
        return get("/sandbox/state");
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
        return post("/sandbox/act", act.put("name", name).toString()).path("userId").asText();
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
        return elements(get("/sandbox/state?messages=1000").path("messages"))
                .flatMap(Sandbox::elements)
                .filter(message -> message.path("content").asText().equals(text))
                .toList();
    }

    /** Uses a slash command and waits for what is shown. */
    public JsonNode command(String person, String channel, String name, String options) {
        return act(
                """
                {"kind":"command","userId":"%s","channelId":"%s","name":"%s","options":%s}
                """
                        .formatted(person(person), channel(channel), name, options),
                WAIT);
    }

    /** Writes to the bot in direct messages. */
    public JsonNode writeDirectly(String person, String text) {
        var act = json.createObjectNode().put("kind", "message").put("userId", person(person));
        return post("/sandbox/act", act.put("content", text).toString());
    }

    /** Uses a slash command and does not wait. */
    public String start(String person, String channel, String name, String options) {
        return act(
                        """
                        {"kind":"command","userId":"%s","channelId":"%s","name":"%s","options":%s}
                        """
                                .formatted(person(person), channel(channel), name, options),
                        "")
                .path("interactionId")
                .asText();
    }

    public JsonNode interaction(String id) {
        return get("/sandbox/interactions/" + id);
    }

    /** Writes a message as the bot itself, as an earlier build of it may have. */
    public JsonNode writeAsBot(String channel, String body) {
        return send(
                HttpRequest.newBuilder(
                                url.resolve("/api/v10/channels/" + channel(channel) + "/messages"))
                        .header("Authorization", "Bot " + token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonNode press(String person, JsonNode message, String label) {
        var button =
                elements(message.path("components").path(0).path("components"))
                        .filter(each -> each.path("label").asText().equals(label))
                        .findFirst()
                        .orElseThrow();
        return act(
                """
                {"kind":"component","userId":"%s","channelId":"%s","messageId":"%s","customId":"%s","componentType":2}
                """
                        .formatted(
                                person(person),
                                message.path("channel_id").asText(),
                                message.path("id").asText(),
                                button.path("custom_id").asText()),
                WAIT);
    }

    /** Picks from a select and waits for what is shown. */
    public JsonNode pick(String person, JsonNode message, String state, String... values) {
        var select =
                elements(message.path("components"))
                        .flatMap(row -> elements(row.path("components")))
                        .filter(each -> each.path("custom_id").asText().endsWith("~" + state))
                        .findFirst()
                        .orElseThrow();
        var act = json.createObjectNode().put("kind", "component").put("userId", person(person));
        act.put("channelId", message.path("channel_id").asText());
        act.put("messageId", message.path("id").asText());
        act.put("customId", select.path("custom_id").asText());
        for (var value : values) {
            act.withArray("values").add(value);
        }
        return act(act.toString(), WAIT);
    }

    /** Fills in a modal that is open for the person, and sends it. */
    public JsonNode submit(String person, JsonNode modal, String field, String text) {
        var act = json.createObjectNode().put("kind", "modal").put("userId", person(person));
        act.put("customId", modal.path("custom_id").asText());
        act.putObject("fields").put(field, text);
        return act(act.toString(), WAIT);
    }

    /** Types into an option and returns the choices that are offered. */
    public JsonNode type(String person, String name, String option, int type, String text) {
        var act = json.createObjectNode().put("kind", "autocomplete").put("name", name);
        act.put("userId", person(person)).put("channelId", channel("general"));
        act.withArray("options")
                .addObject()
                .put("name", option)
                .put("type", type)
                .put("value", text)
                .put("focused", true);
        return act(act.toString(), WAIT).path("reply").path("choices");
    }

    /** Uses a slash command in the person's direct messages with the bot. */
    public JsonNode commandDirectly(String person, String name, String options) {
        return act(
                """
                {"kind":"command","userId":"%s","name":"%s","options":%s}
                """
                        .formatted(person(person), name, options),
                WAIT);
    }

    /** Sends a file, which an option or a message can then name by its id. */
    public String upload(String name, String type, byte[] bytes) {
        var head =
                """
                --b\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: %s\r
                \r
                """
                        .formatted(name, type);
        var body =
                HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofByteArray(bytes),
                        HttpRequest.BodyPublishers.ofString("\r\n--b--\r\n"));
        return send(HttpRequest.newBuilder(url.resolve("/sandbox/attachments"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(body))
                .path("id")
                .asText();
    }

    /** What lies at an address of the sandbox's. */
    public String text(JsonNode attachment) {
        try {
            var request = HttpRequest.newBuilder(URI.create(attachment.path("url").asText()));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** Writes a message with a file and returns it. */
    public JsonNode writeWithFile(String person, String channel, String text, String file) {
        var act = json.createObjectNode().put("kind", "message").put("userId", person(person));
        act.put("channelId", channel(channel)).put("content", text);
        act.withArray("attachments").add(file);
        return post("/sandbox/act", act.toString());
    }

    /** Writes a message and returns it. */
    public JsonNode write(String person, String channel, String text) {
        var act = json.createObjectNode().put("kind", "message").put("userId", person(person));
        act.put("channelId", channel(channel)).put("content", text);
        return post("/sandbox/act", act.toString());
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

    /** Has something happen, as the control API describes it. */
    public JsonNode act(String body) {
        return post("/sandbox/act", body.replace('\'', '"'));
    }

    public void fault(String order) {
        post("/sandbox/faults", order);
    }

    public boolean knowsCommand(String name) {
        return elements(state().path("commands"))
                .anyMatch(command -> command.path("name").asText().equals(name));
    }

    private JsonNode act(String body, String query) {
        return post("/sandbox/act" + query, body);
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).GET());
    }

    private JsonNode post(String path, String body) {
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response =
                    http.send(
                            request.timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
            return json.readTree(response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    public static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(5, TimeUnit.SECONDS), "the sandbox did not end");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
