package dev.holdfast.health.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.limit.DeadlineStream;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Asks one process how it is. One that is well is asked one question; of another the single probes
 * tell what is wrong. Thread-safe.
 */
@Singleton
final class InstanceProbe {

    private static final String HEALTH = "/q/health";
    private static final int OK = 200;
    private static final int LONGEST_DATA = 300;
    private static final int MOST_CHECKS = 50;

    private final HttpClient http;
    private final ObjectMapper json;
    private final Duration timeout;
    private final Clock clock;

    @Inject
    InstanceProbe(ProbeSettings settings, ObjectMapper json, Clock clock) {
        this(settings.probeTimeout(), json, clock);
    }

    InstanceProbe(Duration timeout, ObjectMapper json, Clock clock) {
        this.timeout = timeout;
        this.json = json;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /** An answer; {@code slow} where it had none in time but was reached. */
    private sealed interface Said {

        record Answered(boolean up, JsonNode body) implements Said {}

        record Slow() implements Said {}

        record Silent() implements Said {}
    }

    /**
     * Asks it, within four times the timeout.
     *
     * @param before what it said last time; {@code null}: never asked
     */
    InstanceState ask(String service, URI address, @Nullable InstanceState before)
            throws InterruptedException {
        var build = before == null ? "" : before.build();
        return switch (get(address, HEALTH)) {
            case Said.Answered(var up, var body) when up ->
                    state(service, address, true, true, checks(body), build);
            case Said.Answered(_, var body) ->
                    state(
                            service,
                            address,
                            isUp(address, "/started"),
                            isUp(address, "/ready"),
                            checks(body),
                            build);
            case Said.Slow() -> slow(service, address, build);
            case Said.Silent() -> silent(service, address, build);
        };
    }

    /** Its readiness may wait for PostgreSQL; liveness waits for nobody. */
    private InstanceState slow(String service, URI address, String build)
            throws InterruptedException {
        return get(address, HEALTH + "/live") instanceof Said.Answered(var up, var body) && up
                ? state(service, address, isUp(address, "/started"), false, checks(body), build)
                : silent(service, address, build);
    }

    private boolean isUp(URI address, String probe) throws InterruptedException {
        return get(address, HEALTH + probe) instanceof Said.Answered(var up, _) && up;
    }

    private InstanceState silent(String service, URI address, String build) {
        return new InstanceState(
                service, address, false, false, false, build, Map.of(), clock.instant());
    }

    private InstanceState state(
            String service,
            URI address,
            boolean started,
            boolean ready,
            Map<String, InstanceState.Check> checks,
            String buildBefore) {
        var build =
                checks.values().stream()
                        .flatMap(check -> Optional.ofNullable(check.data().get("build")).stream())
                        .findFirst()
                        .orElse(buildBefore);
        return new InstanceState(
                service, address, true, started, ready, build, checks, clock.instant());
    }

    private Said get(URI address, String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(timeout).build();
        try {
            var response = http.send(request, DeadlineStream.within(timeout));
            var body = json.readTree(DeadlineStream.text(response));
            return new Said.Answered(response.statusCode() == OK, body);
        } catch (HttpTimeoutException _) {
            return new Said.Slow();
        } catch (IOException _) {
            return new Said.Silent();
        }
    }

    private static Map<String, InstanceState.Check> checks(JsonNode health) {
        var checks = new LinkedHashMap<String, InstanceState.Check>();
        for (var check : health.path("checks")) {
            if (checks.size() < MOST_CHECKS) {
                // The same name may stand under several probes: all of them must be up.
                checks.merge(
                        check.path("name").asText(),
                        check(check),
                        (one, other) ->
                                new InstanceState.Check(
                                        one.up() && other.up(), both(one.data(), other.data())));
            }
        }
        return checks;
    }

    private static InstanceState.Check check(JsonNode check) {
        var data = new LinkedHashMap<String, String>();
        for (var field : check.path("data").properties()) {
            data.put(field.getKey(), shortened(field.getValue().asText()));
        }
        return new InstanceState.Check("UP".equals(check.path("status").asText()), data);
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        var both = new LinkedHashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_DATA ? text.substring(0, LONGEST_DATA) : text;
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
