package dev.holdfast.health.error;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.limit.DeadlineStream;
import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.security.CallerFilter;
import dev.holdfast.kit.security.Keys;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;

/** Reads the errors of an instance, showing it this service's key. Thread-safe. */
@Singleton
final class ErrorClient {

    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 8_000_000;
    private static final int OK = 200;
    private static final TypeReference<List<KnownError>> ERRORS = new TypeReference<>() {};

    private final Keys keys;
    private final ObjectMapper json;
    private final HttpClient http;

    @Inject
    ErrorClient(Keys keys, ObjectMapper json) {
        this.keys = keys;
        // A service of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECTING)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /**
     * Asks it.
     *
     * @throws IOException when it did not answer within 5 s, or with anything but its errors
     */
    InstanceErrors read(InstanceState instance) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(instance.address().resolve("/bot/errors"))
                        .timeout(LONGEST)
                        .header("Accept", "application/json")
                        .header(CallerFilter.CALLER, CallerFilter.WATCHER)
                        .header("Authorization", "Bearer " + keys.toCall(instance.service()))
                        .build();
        var response = http.send(request, DeadlineStream.within(LONGEST));
        try (var body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException("HTTP " + response.statusCode());
            }
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer has over 8 MB");
            }
            var errors = json.readValue(bytes, ERRORS);
            if (errors == null || errors.stream().anyMatch(Objects::isNull)) {
                throw new IOException("there are no errors in the answer");
            }
            return new InstanceErrors(
                    instance.service(), instance.address().getAuthority(), errors);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
