package dev.holdfast.bench.roles;

import dev.holdfast.bench.load.Latencies;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Members get a role by hand at a fixed rate, an open loop: each event is due at its time, and its
 * latency is counted from then until the effect is at the gateway. Events are posted as the gateway
 * posts them: at once when no batch is under way, else what has come meanwhile together, beginning
 * with what the service asked to be told again.
 */
final class RoleEventLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** As many as the gateway tells of at once. */
    private static final int MOST = 500;

    private static final Pattern RESULT = Pattern.compile("\"result\":\"(\\w+)\"");
    private static final String EVENT =
            """
            {"key":"member-changed-%1$s:%2$s","guild":"%3$d","event":{"kind":"member-changed","member":{"user":"%1$s","name":"Member",\
            "bot":false,"roles":[%4$s],"joined":"%5$s","pending":false}}}\
            """;

    private final int port;
    private final long guild;
    private final Crowd crowd;
    private final GatewayStandIn gateway;
    private final Clock clock;

    RoleEventLoad(int port, long guild, Crowd crowd, GatewayStandIn gateway, Clock clock) {
        this.port = port;
        this.guild = guild;
        this.crowd = crowd;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** So many, one for each member from that number on. */
    Latencies post(int first, int count, Duration between)
            throws IOException, InterruptedException {
        var begun = System.nanoTime();
        try (var http = HttpClient.newHttpClient()) {
            var untold = new ArrayDeque<String>();
            var next = 0;
            while (next < count || !untold.isEmpty()) {
                if (untold.isEmpty()) {
                    LockSupport.parkNanos(begun + next * between.toNanos() - System.nanoTime());
                }
                while (next < count && begun + next * between.toNanos() <= System.nanoTime()) {
                    untold.add(event(first + next, clock.instant()));
                    next++;
                }
                settle(http, untold);
            }
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - begun);
        var latencies = LongStream.builder();
        for (var number = 0; number < count; number++) {
            var due = begun + number * between.toNanos();
            latencies.add(await(Crowd.member(first + number)) - due);
        }
        return Latencies.of(latencies.build(), elapsed);
    }

    private long await(long user) {
        var begun = System.nanoTime();
        while (gateway.came(user).isEmpty()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("no effect came for member " + user);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return gateway.came(user).orElseThrow();
    }

    /** Posts the oldest, and removes what the service will not be told again. */
    private void settle(HttpClient http, Deque<String> untold)
            throws IOException, InterruptedException {
        if (untold.isEmpty()) {
            return;
        }
        var results = post(http, untold.stream().limit(MOST).toList());
        for (var result : results) {
            switch (result) {
                case "handled" -> untold.remove();
                case "again" -> {
                    return; // nor is any later one handled
                }
                default -> throw new IOException("an event was " + result);
            }
        }
    }

    private List<String> post(HttpClient http, List<String> events)
            throws IOException, InterruptedException {
        var body = events.stream().collect(Collectors.joining(",", "{\"events\":[", "]}"));
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/bot/events".formatted(port)))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + Stage.keyOfGateway("roles"))
                        .header("Holdfast-Caller", "gateway")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        var results =
                RESULT.matcher(answer.body()).results().map(result -> result.group(1)).toList();
        if (answer.statusCode() != OK || results.size() != events.size()) {
            throw new IOException("not taken: %s".formatted(answer.body()));
        }
        return results;
    }

    private String event(int number, Instant at) {
        var roles =
                Stream.concat(Crowd.roles(number).stream(), Stream.of(Crowd.INTEREST))
                        .map("\"%d\""::formatted)
                        .collect(Collectors.joining(","));
        return EVENT.formatted(Crowd.member(number), at, guild, roles, crowd.joined(number));
    }
}
