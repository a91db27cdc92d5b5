package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.kit.limit.DeadlineStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/** One exchange with Discord's REST API: a request, and the whole answer in time. */
final class DiscordHttp {

    private static final Duration UPLOADING = Duration.ofSeconds(30);

    private final DiscordSettings settings;
    private final DiscordAddress address;
    private final ObjectMapper json;
    private final HttpClient http;

    DiscordHttp(DiscordSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.address = DiscordAddress.of(settings.url());
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(settings.timeout())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .version(
                                address.isEncrypted()
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1)
                        .build();
    }

    RestResponse exchange(RestCall call, Route route) throws IOException, InterruptedException {
        var request = request(call, route);
        if (call.body() == null) {
            return exchange(request.method(call.method(), BodyPublishers.noBody()).build());
        }
        var bytes = json.writeValueAsBytes(call.body());
        if (call.files().isEmpty()) {
            request.header("Content-Type", "application/json");
            var body = BodyPublishers.ofByteArray(bytes);
            return exchange(request.method(call.method(), body).build());
        }
        try (var parts = MultipartBody.open(bytes, call.files())) {
            request.header("Content-Type", parts.contentType()).timeout(UPLOADING);
            return exchange(request.method(call.method(), parts.body()).build());
        }
    }

    private RestResponse exchange(HttpRequest request) throws IOException, InterruptedException {
        var longest = request.timeout().orElse(UPLOADING);
        var response = http.send(request, DeadlineStream.within(longest));
        var text = DeadlineStream.text(response);
        return new RestResponse(response.statusCode(), response.headers(), text);
    }

    private HttpRequest.Builder request(RestCall call, Route route) {
        var request =
                HttpRequest.newBuilder(address.rest(call.path()))
                        .timeout(settings.timeout())
                        .header("User-Agent", "DiscordBot (https://holdfast.dev, 0.1.0)");
        if (route.isGloballyLimited()) {
            request.header("Authorization", "Bot " + settings.token().orElse("").strip());
        }
        if (!call.reason().isBlank()) {
            var encoded = URLEncoder.encode(call.reason(), StandardCharsets.UTF_8);
            request.header("X-Audit-Log-Reason", encoded.replace("+", "%20"));
        }
        return request;
    }

    JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
        } catch (IOException _) { // not JSON
            return MissingNode.getInstance();
        }
    }

    void close() {
        http.shutdownNow();
    }
}
