package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.limit.SharedLimits;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several gateways make many calls at once, and Discord hardly has to refuse any. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class GlobalLimitIT {

    private static final int GATEWAYS = 3;
    private static final int CALLS = 60;
    private static final Duration LONG = Duration.ofSeconds(30);

    /** A gateway that Redis answers too late keeps to its own share, 9, for a moment; or two. */
    private static final int A_FEW = GATEWAYS * 9 * 2;

    @Inject DiscordSettings settings;
    @Inject SharedLimits shared;

    private final AtomicLong refused = new AtomicLong();

    @Test
    void givesTheTurnsOfAllGatewaysOneAfterTheOther() {
        var gateways = Stream.generate(() -> new GlobalLimit(shared, settings)).limit(GATEWAYS);
        var began = System.nanoTime();
        var last =
                gateways.flatMap(gateway -> Stream.generate(() -> gateway.take(LONG)).limit(CALLS))
                        .flatMap(Optional::stream)
                        .map(wait -> wait.plusNanos(System.nanoTime() - began))
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        // 180 turns at 45 a second.
        assertTrue(last.compareTo(Duration.ofMillis(1_800)) > 0, last::toString);
    }

    @Test
    void isKeptByAllGatewaysTogether() throws Exception {
        var calls = new ArrayList<Callable<RestAnswer>>();
        var gateways = new ArrayList<DiscordRest>();
        for (var gateway = 0; gateway < GATEWAYS; gateway++) {
            var rest = gateway();
            gateways.add(rest);
            for (var call = 0; call < CALLS; call++) {
                // Each path's own limit is as high as the one over all.
                var path =
                        List.of("/users/@me", "/users/@me/guilds", "/applications/@me")
                                .get(call % 3);
                calls.add(() -> rest.send(RestCall.get(path)));
            }
        }
        var before = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done =
                    threads.invokeAll(calls).stream()
                            .map(Future::resultNow)
                            .filter(RestAnswer.Done.class::isInstance)
                            .count();
            assertEquals(GATEWAYS * CALLS, done);
        } finally {
            gateways.forEach(DiscordRest::close);
        }
        var taken = Duration.ofNanos(System.nanoTime() - before);
        assertTrue(refused.get() <= A_FEW, () -> refused + " 429s within " + taken);
    }

    private DiscordRest gateway() {
        return new DiscordRest(
                settings,
                new ObjectMapper(),
                new GlobalLimit(shared, settings),
                new InvalidRequests(refused::incrementAndGet, System::nanoTime),
                new GuildShares(new SimpleMeterRegistry()));
    }
}
