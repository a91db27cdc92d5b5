package dev.holdfast.bench.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.bench.machine.Meter;
import dev.holdfast.bench.machine.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Asks backup-service for snapshots as {@code holdfastctl} does. */
final class BackupClient implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int REFUSED = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final int port;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    BackupClient(int port, Clock clock) {
        this.port = port;
        this.clock = clock;
    }

    /**
     * A snapshot that is verified.
     *
     * @param copied from its beginning until it was in the archive and read back
     * @param verified from its beginning until it was read whole
     * @param processorSeconds until it was copied, by process
     */
    record Taken(
            long id,
            Duration copied,
            Duration verified,
            long rows,
            long plainBytes,
            long writtenBytes,
            long storedBytes,
            Map<String, Double> processorSeconds) {}

    /** Takes one of everything. */
    Taken take(Meter meter) throws IOException, InterruptedException {
        var before = meter.read();
        var operation = "bench:" + clock.instant();
        var begun = ask("POST", "", "{\"operation\":\"%s\",\"by\":\"bench\"}".formatted(operation));
        return await(begun.path("snapshotId").asLong(), meter, before);
    }

    /** The first one, which the service takes because there is none. */
    Taken first(Meter meter, Meter.Reading before) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        while (ask("GET", "", "").isEmpty()) {
            pause(begun);
        }
        return await(ask("GET", "", "").get(0).at("/snapshot/snapshotId").asLong(), meter, before);
    }

    private Taken await(long id, Meter meter, Meter.Reading before)
            throws IOException, InterruptedException {
        var begun = System.nanoTime();
        Meter.Reading copied = null;
        while (true) {
            var snapshot = ask("GET", "/" + id, "").path("snapshot");
            if (copied == null && snapshot.path("copiedAt").isTextual()) {
                copied = meter.read();
            }
            switch (snapshot.path("state").asText()) {
                case "VERIFIED", "DRILLED" -> {
                    var processor = copied == null ? meter.read() : copied;
                    return taken(id, snapshot, processor.since(before));
                }
                case "FAILED" -> throw new IOException("a snapshot failed: " + snapshot);
                default -> pause(begun);
            }
        }
    }

    private static Taken taken(long id, JsonNode snapshot, Map<String, Double> processorSeconds) {
        var started = Instant.parse(snapshot.get("startedAt").asText());
        return new Taken(
                id,
                Duration.between(started, Instant.parse(snapshot.get("copiedAt").asText())),
                Duration.between(started, Instant.parse(snapshot.get("verifiedAt").asText())),
                snapshot.get("rows").asLong(),
                snapshot.get("plainBytes").asLong(),
                snapshot.get("writtenBytes").asLong(),
                snapshot.get("storedBytes").asLong(),
                processorSeconds);
    }

    private static void pause(long begun) throws IOException {
        if (System.nanoTime() - begun > LONGEST.toNanos()) {
            throw new IOException("no snapshot within " + LONGEST);
        }
        LockSupport.parkNanos(LOOK.toNanos());
    }

    private JsonNode ask(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/bot/snapshots%s"
                                                .formatted(port, path)))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + Stage.keyOfOperator("backup"))
                        .header("Holdfast-Caller", "operator")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == NOT_FOUND || answer.statusCode() == UNAVAILABLE) {
            return MissingNode.getInstance(); // not begun yet, or too busy to say
        }
        if (answer.statusCode() >= REFUSED) {
            throw new IOException("%s %s: %s".formatted(method, path, answer.body()));
        }
        return json.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
