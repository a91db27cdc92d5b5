package dev.holdfast.kit.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.Snowflake;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Whatever a service is sent, it never answers 5xx, only with a status that its OpenAPI description
 * names, and each refusal is problem+json. Requests are made from that description: valid ones, and
 * ones that are broken in one place; the same ones at each run ({@code -Dfuzz.seed}, {@code
 * -Dfuzz.requests} make others and more).
 */
@NullUnmarked // the container fills the fields
public abstract class RestFuzzContract {

    private static final long SEED = Long.getLong("fuzz.seed", 7);

    /** Besides direct messages, what is sent is about this guild. */
    protected static final String GUILD = "990000000000000001";

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 30);
    private static final List<String> IN_PATHS =
            List.of("1", GUILD, "0", "-1", "x", "%20", "%00", "99999999999999999999", "a:1");
    private static final List<String> CALLERS = List.of("gateway", "operator", "economy");

    /** Closed by the HTTP layer, before there is anybody to word a problem. */
    private static final Set<Integer> UNWORDED = Set.of(414, 431);

    @TestHTTPResource("/")
    protected URI service;

    @TestHTTPResource("/q/openapi?format=json")
    URI description;

    @ConfigProperty(name = "quarkus.application.name")
    String name;

    private final ObjectMapper json = new ObjectMapper();
    private final Random random = new Random(SEED);
    private final Mutations mutations = new Mutations(random);
    private final OddQueries queries = new OddQueries(random);
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> findings = new LinkedHashSet<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    /** One operation and who may call it. */
    private record Operation(String method, String path, JsonNode described, String caller) {

        String label() {
            return method + " " + path;
        }
    }

    /** Whether a command is one that can be asked for; else it is there to fail, for a test. */
    protected boolean isSound(String command) {
        return true;
    }

    /** What nobody promises to answer at once, such as what Discord has to be asked about. */
    protected boolean mayBeUnavailable(String path) {
        return false;
    }

    @Test
    void noRequestMakesItFailAndEveryRefusalIsDescribed() throws Exception {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var described = json.readTree(get(http, description));
            var values = new SchemaValues(described, random, texts(http));
            for (var path : described.path("paths").properties()) {
                for (var method : path.getValue().properties()) {
                    var verb = method.getKey().toUpperCase(Locale.ROOT);
                    if (path.getKey().startsWith("/q/")) {
                        continue;
                    }
                    fuzz(http, admitted(http, verb, path.getKey(), method.getValue()), values);
                }
            }
        }
        System.Logger log = System.getLogger("holdfast.fuzz");
        log.log(System.Logger.Level.INFO, "answers {0}", answers);
        assertTrue(answers.size() > 10, answers::toString);
        assertTrue(answers.keySet().stream().anyMatch(it -> it.endsWith(" 200")), "none is fine");
        assertEquals("", String.join("\n", findings));
    }

    private void fuzz(HttpClient http, Operation operation, SchemaValues values)
            throws IOException, InterruptedException {
        var schema = operation.described().at("/requestBody/content/application~1json/schema");
        var bodies = new ArrayList<byte[]>();
        if (!schema.isMissingNode()) {
            bodies.addAll(mutations.never());
            for (var count = 0; count < REQUESTS; count++) {
                var valid = values.valid(schema);
                bodies.add(mutations.bytes(valid));
                bodies.add(mutations.broken(valid));
                bodies.add(mutations.broken(valid));
            }
        }
        for (var body : bodies) {
            send(http, operation, "", body, "application/json");
        }
        for (var query : queries.of(operation.described().path("parameters"))) {
            send(
                    http,
                    operation,
                    query,
                    schema.isMissingNode() ? null : bodies.getLast(),
                    "application/json");
        }
        send(http, operation, "", "<a/>".getBytes(StandardCharsets.UTF_8), "application/xml");
        for (var stranger : CALLERS) {
            var other =
                    new Operation(
                            operation.method(), operation.path(), operation.described(), stranger);
            send(http, other, "", null, "application/json");
        }
    }

    private void send(HttpClient http, Operation operation, String query, byte[] body, String type)
            throws IOException, InterruptedException {
        var request = request(operation, query, body, type);
        var answer = twice(http, request);
        var status = answer.statusCode();
        answers.merge(operation.label() + " " + status, 1, Integer::sum);
        var sent = body == null ? "" : " " + cut(new String(body, StandardCharsets.UTF_8));
        var said =
                "%s%s as %s%s -> %d %s"
                        .formatted(
                                operation.label(),
                                cut(query),
                                operation.caller(),
                                sent,
                                status,
                                cut(answer.body()));
        if (status >= 500 && !(status == 503 && mayBeUnavailable(operation.path()))) {
            found("fails", operation, status, said);
        }
        if (!operation.described().path("responses").has(Integer.toString(status))) {
            found("not described", operation, status, said);
        }
        var kind = answer.headers().firstValue("Content-Type").orElse("");
        if (status >= 400
                && !UNWORDED.contains(status)
                && !kind.startsWith("application/problem+json")) {
            found("no problem+json but '" + kind + "'", operation, status, said);
        }
    }

    /** A refusal may end the connection, which the next request then finds closed. */
    private static HttpResponse<String> twice(HttpClient http, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException _) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Of one kind the first says enough. */
    private void found(String what, Operation operation, int status, String said) {
        if (kinds.add(what + operation.label() + status)) {
            findings.add(what + ": " + said);
        }
    }

    private HttpRequest request(Operation operation, String query, byte[] body, String type) {
        var request =
                HttpRequest.newBuilder(service.resolve(filled(operation.path()) + query))
                        .timeout(Duration.ofSeconds(20))
                        .header("Holdfast-Caller", operation.caller())
                        .header("Authorization", "Bearer " + key(operation.caller()));
        if (body == null) {
            return request.method(operation.method(), HttpRequest.BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", type)
                .method(operation.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** With something odd or usual in place of each parameter. */
    private String filled(String path) {
        return Pattern.compile("\\{\\w+}")
                .matcher(path)
                .replaceAll(_ -> IN_PATHS.get(random.nextInt(IN_PATHS.size())));
    }

    private String key(String caller) {
        return Caller.pairKey(HoldfastServers.SECRET, caller, name);
    }

    private Operation admitted(HttpClient http, String method, String path, JsonNode described)
            throws IOException, InterruptedException {
        for (var caller : CALLERS) {
            var operation = new Operation(method, path, described, caller);
            var answer =
                    http.send(
                            request(
                                    operation,
                                    "",
                                    "{".getBytes(StandardCharsets.UTF_8),
                                    "application/json"),
                            HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 403) {
                return operation;
            }
        }
        throw new IllegalStateException("nobody may " + method + " " + path);
    }

    /** What is only known here and now: keys of this minute, and the commands that there are. */
    private Map<String, Supplier<String>> texts(HttpClient http)
            throws IOException, InterruptedException {
        var manifest = json.readTree(get(http, service.resolve("/bot/manifest")));
        var paths =
                manifest.path("commands").findValuesAsText("path").stream()
                        .filter(this::isSound)
                        .toList();
        var options = new ArrayList<>(List.of("a"));
        manifest.path("commands")
                .findValues("options")
                .forEach(some -> options.addAll(some.findValuesAsText("name")));
        return Map.of(
                "OperationKey",
                        () ->
                                Long.toString(
                                        Snowflake.at(
                                                Clock.systemUTC().instant(),
                                                random.nextInt(4_000))),
                "CommandPath", () -> paths.isEmpty() ? "none" : one(paths),
                "Permissions", () -> one(List.of("0", "8", "2080")),
                "UserId", () -> one(List.of("1", "2", "80351110224678912")),
                "GuildId", () -> one(List.of("0", GUILD)),
                "", () -> one(options));
    }

    private String get(HttpClient http, URI address) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Holdfast-Caller", "gateway")
                        .header("Authorization", "Bearer " + key("gateway"))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String one(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
