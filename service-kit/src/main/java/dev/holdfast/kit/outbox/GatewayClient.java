package dev.holdfast.kit.outbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.security.CallerFilter;
import dev.holdfast.kit.security.Keys;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends orders to the gateways, one after the other until one is reached. Safe for any thread. */
@Singleton
final class GatewayClient {

    /** Longer than the gateway takes for one; shorter than a claim lasts. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String GATEWAY = "gateway";
    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final int LONGEST_WAIT_SECONDS = 300;
    private static final int LONGEST_WHY = 300;

    private final String caller;
    private final List<URI> gateways;
    private final Keys keys;
    private final ObjectMapper json;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http;

    @Inject
    GatewayClient(
            @ConfigProperty(name = "quarkus.application.name") String caller,
            Gateways gateways,
            Keys keys,
            ObjectMapper json) {
        this.caller = caller;
        this.gateways = gateways.addresses();
        this.keys = keys;
        // A gateway of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    boolean knowsAny() {
        return !gateways.isEmpty();
    }

    /** Sends it to the first gateway that can be reached. */
    Answer send(EffectOrder order) throws InterruptedException {
        var first = turn.getAndIncrement();
        Answer answer = new Answer.NotNow(Duration.ZERO, "no gateway is known");
        for (var tried = 0; tried < gateways.size(); tried++) {
            var gateway = gateways.get(Math.floorMod(first + tried, gateways.size()));
            try {
                return answer(gateway, http.send(request(gateway, order), BodyHandlers.ofString()));
            } catch (ConnectException unreached) {
                answer = new Answer.NotNow(Duration.ZERO, gateway + " is not reached");
            } catch (IOException silent) {
                return new Answer.NotNow(Duration.ZERO, gateway + " did not answer: " + silent);
            }
        }
        return answer;
    }

    private HttpRequest request(URI gateway, EffectOrder order) throws IOException {
        return HttpRequest.newBuilder(gateway.resolve("/effects"))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header(CallerFilter.CALLER, caller)
                .header("Authorization", "Bearer " + keys.toCall(GATEWAY))
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(order)))
                .build();
    }

    private Answer answer(URI gateway, HttpResponse<String> response) throws IOException {
        var said = "HTTP %d from %s".formatted(response.statusCode(), gateway);
        return switch (response.statusCode()) {
            case 200 -> new Answer.Over(json.readValue(response.body(), EffectOutcome.class));
            case 429, 502, 503, 504 -> new Answer.NotNow(retryAfter(response), said);
            // A secret that is being changed, or a gateway of an older build.
            case 401, 404, 405 -> new Answer.NotNow(Duration.ZERO, said);
            default -> new Answer.Fault(said + ": " + shortened(response.body()));
        };
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Math.min(Integer.parseInt(seconds), LONGEST_WAIT_SECONDS))
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(body.length(), LONGEST_WHY));
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
