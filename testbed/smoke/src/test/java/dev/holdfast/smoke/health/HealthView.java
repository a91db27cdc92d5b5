package dev.holdfast.smoke.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an operator and the public read from health-service. Whatever it answers, nothing counts as
 * measured that was not measured for three rounds.
 */
final class HealthView {

    private static final String WELL = "WELL";
    private static final String UNKNOWN = "UNKNOWN";
    private static final int OK = 200;

    /** That runs this test and may be too busy for its own good. */
    private static final String MACHINE = "host:";

    /** A round lasts as long as what hangs may take for its three answers. */
    private static final Duration ROUND = HealthFleet.TIMEOUT.multipliedBy(3);

    private static final Duration THREE_ROUNDS = ROUND.multipliedBy(3);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient anybody = HttpClient.newHttpClient();
    private final URI root;
    private final Caller operator;

    HealthView(int port) {
        root = URI.create("http://127.0.0.1:" + port);
        operator = new Caller(root, "operator", "health", ServiceProcess.SECRET);
    }

    /**
     * An incident.
     *
     * @param ended {@code null}: it goes on
     */
    record Seen(long id, String root, Set<String> attached, @Nullable Instant ended) {

        boolean isOpen() {
            return ended == null;
        }

        private boolean isOfThisMachine() {
            return root.startsWith(MACHINE);
        }
    }

    /** How each component is, by its name. */
    Map<String, String> verdicts() throws IOException, InterruptedException {
        var state = get("/health/state");
        var at = Instant.parse(state.path("at").asText());
        var verdicts = new TreeMap<String, String>();
        for (var each : state.path("components")) {
            assertHonest(each, at);
            verdicts.put(each.path("component").asText(), each.path("verdict").asText());
        }
        return verdicts;
    }

    private static void assertHonest(JsonNode component, Instant at) {
        if (component.path("verdict").asText().equals(UNKNOWN)) {
            return;
        }
        assertTrue(component.path("measuredAt").isTextual(), component::toString);
        var measured = Instant.parse(component.path("measuredAt").asText());
        var age = Duration.between(measured, at);
        assertTrue(age.compareTo(THREE_ROUNDS) <= 0, () -> age + " old: " + component);
    }

    /** Whether all is well and nothing open, but for the machine that runs this test. */
    boolean isCalm() throws IOException, InterruptedException {
        var verdicts = verdicts();
        return verdicts.size() > 1
                && verdicts.entrySet().stream()
                        .filter(each -> !each.getKey().startsWith(MACHINE))
                        .allMatch(each -> each.getValue().equals(WELL))
                && incidents().stream().noneMatch(Seen::isOpen);
    }

    /** Whether it leads: it opens incidents and alerts. */
    boolean leads() throws IOException, InterruptedException {
        return metrics("holdfast_leader").contains("1.0");
    }

    /** Those of which it says what they are. */
    Set<String> known() throws IOException, InterruptedException {
        var known = new LinkedHashSet<String>();
        verdicts()
                .forEach((component, verdict) -> {
                    if (!verdict.equals(UNKNOWN)) {
                        known.add(component);
                    }
                });
        return known;
    }

    /** The newest 300, the newest first; none of this machine. */
    List<Seen> incidents() throws IOException, InterruptedException {
        var incidents = new ArrayList<Seen>();
        for (var each : get("/health/incidents?limit=300")) {
            var attached =
                    StreamSupport.stream(each.path("attached").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.toUnmodifiableSet());
            var ended = each.path("ended");
            var seen =
                    new Seen(
                            each.path("id").asLong(),
                            each.path("root").asText(),
                            attached,
                            ended.isTextual() ? Instant.parse(ended.asText()) : null);
            if (!seen.isOfThisMachine()) {
                incidents.add(seen);
            }
        }
        return incidents;
    }

    /** What happened in one. */
    String timeline(long incident) throws IOException, InterruptedException {
        return get("/health/incidents/" + incident).path("timeline").toString();
    }

    /** The public's page. */
    String page() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve("/status")).build();
        var answer = anybody.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(OK, answer.statusCode(), answer::body);
        return answer.body();
    }

    /** The different values that a monitor reads of a metric. */
    Set<String> metrics(String name) throws IOException, InterruptedException {
        return operator.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var answer = operator.waiting(Duration.ofSeconds(10)).get(path);
        if (answer.status() != OK) {
            throw new IOException(answer.toString());
        }
        return json.readTree(answer.body());
    }
}
