package dev.holdfast.gateway.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a server's owner does in its settings on the local Discord. */
public final class ServerAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox discord;

    public ServerAdmin(Sandbox discord) {
        this.discord = discord;
    }

    /**
     * Allows and denies a role or a person something in a channel.
     *
     * @param type 0: a role, 1: a person
     */
    public void overwrite(String channel, String id, int type, long allow, long deny) {
        var path = "/sandbox/as/%s/channels/%s/permissions/%s";
        var body = "{\"type\":%d,\"allow\":\"%d\",\"deny\":\"%d\"}".formatted(type, allow, deny);
        send("PUT", path.formatted(discord.person("marina"), channel, id), body);
    }

    /** Makes a channel's overwrite as if there had never been one. */
    public void clear(String channel, String id) {
        var path = "/sandbox/as/%s/channels/%s/permissions/%s";
        send("DELETE", path.formatted(discord.person("marina"), channel, id), "");
    }

    /** Does something of Discord's REST below {@code /guilds} and {@code /channels}. */
    public JsonNode rest(String method, String path, String body) {
        return send(method, "/sandbox/as/" + discord.person("marina") + path, body);
    }

    /**
     * Sets in Integrations who may use a command.
     *
     * @param name of a command; empty: all of the app's
     * @param rules Discord's list
     */
    public void integration(String name, String rules) {
        var application = discord.state().path("application").path("id").asText();
        var id =
                Sandbox.elements(discord.state().path("commands"))
                        .filter(command -> command.path("name").asText().equals(name))
                        .map(command -> command.path("id").asText())
                        .findFirst()
                        .orElse(application);
        var path = "/applications/%s/guilds/%s/commands/%s/permissions";
        rest(
                "PUT",
                path.formatted(application, discord.guild(), id),
                "{\"permissions\":%s}".formatted(rules));
    }

    /** Founds another server with the bot in it; its id. */
    public String found(String name) {
        var application = discord.state().path("application").path("id").asText();
        var body =
                "{\"name\":\"%s\",\"ownerId\":\"%s\",\"applicationIds\":[\"%s\"]}"
                        .formatted(name, discord.person("marina"), application);
        return send("POST", "/sandbox/guilds", body).path("id").asText();
    }

    /** The newest messages of a channel, oldest first. */
    public JsonNode messages(String channel) {
        var path = "/sandbox/messages?user=%s&channel=%s&limit=1000&before=9000000000000000000";
        return send("GET", path.formatted(discord.person("marina"), channel), "").path("messages");
    }

    private JsonNode send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(discord.url() + path));
        request.header("Content-Type", "application/json");
        var answer =
                exchange(
                        request.method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body)));
        var read = read(answer.body());
        assertTrue(answer.statusCode() == OK && !read.has("detail"), answer::body);
        return read;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body.isEmpty() ? "{}" : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
