package dev.holdfast.gateway.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The sandbox's HTTP: what does not answer with 200 fails the test. */
final class SandboxClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    SandboxClient(URI url) {
        this.url = url;
    }

    JsonNode get(String path) {
        return read(send(HttpRequest.newBuilder(url.resolve(path))));
    }

    /** What lies at an address of the sandbox's. */
    String text(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    JsonNode post(String path, String body) {
        return post(path, body, "");
    }

    JsonNode put(String path, String body) {
        return ask("PUT", path, body);
    }

    JsonNode ask(String method, String path, String body) {
        return read(
                send(
                        HttpRequest.newBuilder(url.resolve(path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))));
    }

    /** As the bot whose token it is. */
    JsonNode post(String path, String body, String token) {
        return read(
                send(
                        HttpRequest.newBuilder(url.resolve(path))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bot " + token)
                                .POST(BodyPublishers.ofString(body))));
    }

    /** Sends a file, which an option or a message can then name by its id. */
    String upload(String name, String type, byte[] bytes) {
        var head =
                """
                --b\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: %s\r
                \r
                """
                        .formatted(name, type);
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(bytes),
                        BodyPublishers.ofString("\r\n--b--\r\n"));
        return read(send(
                        HttpRequest.newBuilder(url.resolve("/sandbox/attachments"))
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(body)))
                .path("id")
                .asText();
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
