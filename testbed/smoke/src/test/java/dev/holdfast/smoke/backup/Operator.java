package dev.holdfast.smoke.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.Caller.Answer;
import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Asks one backup-service for snapshots as {@code holdfastctl} does. */
public final class Operator {

    private static final String DOOR = "/bot/snapshots";
    private static final Set<String> PROVEN = Set.of("VERIFIED", "DRILLED");
    private static final Set<String> OPEN = Set.of("RUNNING", "COPIED");
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private final ObjectMapper json = new ObjectMapper();
    private final Caller caller;

    public Operator(ServiceProcess backup) {
        caller =
                new Caller(
                        URI.create("http://127.0.0.1:" + backup.port()),
                        "operator",
                        "backup",
                        ServiceProcess.SECRET);
    }

    /**
     * A snapshot.
     *
     * @param guild whose; 0: everybody's
     * @param isKept whether a location has it
     * @param isRead whether it was read whole, or found damaged, wherever it is
     */
    public record Listed(
            long id,
            long guild,
            String kind,
            String reason,
            String state,
            boolean isKept,
            boolean isRead) {

        public boolean isProven() {
            return isKept && PROVEN.contains(state);
        }

        boolean isOver() {
            return !OPEN.contains(state) && isRead;
        }

        boolean isOfEverything() {
            return guild == 0;
        }
    }

    /**
     * All snapshots, the oldest first.
     *
     * @throws IOException also while it cannot say
     */
    public List<Listed> all() throws IOException, InterruptedException {
        var answer = caller.get(DOOR);
        if (answer.status() != 200) {
            throw new IOException(answer.toString());
        }
        return StreamSupport.stream(json.readTree(answer.body()).spliterator(), false)
                .map(Operator::listed)
                .toList();
    }

    private static Listed listed(JsonNode each) {
        var entry = each.path("snapshot");
        var copies = each.path("copies");
        var unread =
                StreamSupport.stream(copies.spliterator(), false)
                        .anyMatch(copy ->
                                copy.path("verifiedAt").isNull() && copy.path("failure").isNull());
        return new Listed(
                entry.path("snapshotId").asLong(),
                entry.path("guild").asLong(),
                entry.path("kind").asText(),
                entry.path("reason").asText(),
                entry.path("state").asText(),
                !copies.isEmpty(),
                !unread);
    }

    /** The newest of everything that is proven. */
    public Optional<Listed> newest() throws IOException, InterruptedException {
        return all().stream()
                .filter(each -> each.isOfEverything() && each.isProven())
                .reduce((_, newer) -> newer);
    }

    /** Begins to take one of everything; its number. */
    long take(String operation) throws IOException, InterruptedException {
        var wanted = "{\"operation\":\"%s\",\"by\":\"a test\"}".formatted(operation);
        var answer = caller.post(DOOR, wanted);
        assertEquals(ACCEPTED, answer.status(), answer::toString);
        return json.readTree(answer.body()).path("snapshotId").asLong();
    }

    /** What is wrong with one in the archive, every byte of it read; empty: it is whole. */
    String wrong(long snapshot) throws IOException, InterruptedException {
        var answer = caller.post("%s/%d/verification".formatted(DOOR, snapshot), "");
        if (answer.status() == NOT_FOUND) {
            return "no location has it";
        }
        return wrong(answer);
    }

    private String wrong(Answer answer) throws IOException {
        var read = json.readTree(answer.body());
        return answer.status() == 200
                        && !read.path("whole").isEmpty()
                        && read.path("wrong").isEmpty()
                ? ""
                : answer.toString();
    }
}
