package dev.holdfast.bench.burst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.bench.burst.BurstArrivals.Arrival;
import dev.holdfast.bench.endtoend.Acts;
import dev.holdfast.bench.load.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from the sandbox, when all is over, what became of each use of a command. When it was
 * answered first stands in the id of the message that the answer made.
 */
final class BurstReading {

    private static final long DISCORD_EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;

    private final int port;
    private final ObjectMapper json = new ObjectMapper();

    BurstReading(int sandboxPort) {
        this.port = sandboxPort;
    }

    /** What a person saw first. */
    enum First {
        /**
         * The answer, or a sign that it would come and then the answer: it looks the same later.
         */
        ANSWER,
        /** A sentence in place of the answer. */
        REFUSAL,
        /** Discord's own "did not respond", after three seconds. */
        NOTHING
    }

    /**
     * What became of one use.
     *
     * @param sinceDue how long after the command was to be used they saw it
     * @param sinceTold how long after Discord told the gateway
     */
    record Seen(First first, Duration sinceDue, Duration sinceTold) {}

    /** Waits for each answer for half a minute. */
    List<Seen> of(Acts.Command command, List<Arrival> arrivals) throws IOException {
        var seen = new ArrayList<Seen>();
        try (var connection = new HttpConnection(port)) {
            for (var arrival : arrivals) {
                var request =
                        "GET /sandbox/interactions/%s?wait=30000 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                                .formatted(arrival.interaction());
                var came = connection.exchange(request.getBytes(StandardCharsets.US_ASCII));
                seen.add(seen(command, arrival, json.readTree(came.body())));
            }
        }
        return seen;
    }

    private static Seen seen(Acts.Command command, Arrival arrival, JsonNode interaction)
            throws IOException {
        var message = interaction.path("reply");
        return switch (interaction.path("state").asText()) {
            case "FAILED" -> new Seen(First.NOTHING, Duration.ZERO, Duration.ZERO);
            case "REPLIED" -> {
                var shown = instant(message.path("id").asText());
                yield new Seen(
                        command.isAnsweredBy(message.toString()) ? First.ANSWER : First.REFUSAL,
                        Duration.between(arrival.due(), shown),
                        Duration.between(instant(arrival.interaction()), shown));
            }
            default -> throw new IOException("never answered: " + interaction);
        };
    }

    private static Instant instant(String id) {
        return Instant.ofEpochMilli((Long.parseLong(id) >> TIME_SHIFT) + DISCORD_EPOCH);
    }
}
