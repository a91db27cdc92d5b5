package dev.holdfast.gateway.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.limit.LocalSlidingWindow;
import dev.holdfast.kit.limit.SlidingWindow;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A past fault: one guild could use up what all guilds share. Discord is a small server here that
 * says no to everything about channels and yes to all else.
 */
class GuildSharesTest {

    private static final String CLOSED = "/channels/7000000000000000/messages";
    private static final String OPEN = "/guilds/2000000000000000/roles";
    private static final String FLOODED = "/guilds/1000000000000000/roles";
    private static final int FLOOD = 400;
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final GuildShares shares = new GuildShares(metrics);
    private final HttpServer server;
    private final DiscordRest rest;

    GuildSharesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        var all =
                new LocalSlidingWindow(
                        new SlidingWindow(45, Duration.ofSeconds(1)), System::nanoTime);
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        rest =
                new DiscordRest(
                        new TestSettings(Optional.of("MTIz.aaaaaa.bbb"), url),
                        new ObjectMapper(),
                        new GlobalLimit(all::take, _ -> Optional.of(Duration.ZERO)),
                        new InvalidRequests(() -> 1, System::nanoTime),
                        shares);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        var isClosed = exchange.getRequestURI().getPath().contains("/channels/");
        var body = isClosed ? "{\"code\":50013,\"message\":\"Missing Permissions\"}" : "[]";
        exchange.sendResponseHeaders(isClosed ? 403 : 200, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @AfterEach
    void end() {
        rest.close();
        server.stop(0);
    }

    @Test
    void asksAClosedChannelOnceUntilPermissionsChange() {
        var refused = new RestAnswer.Refused(403, 50013, "Missing Permissions");
        hear("MESSAGE_CREATE", "channel_id", "7000000000000000");
        for (var reply = 0; reply < 5; reply++) {
            assertEquals(refused, rest.send(RestCall.postOnce(CLOSED, message())));
        }
        assertEquals(1, asked.get());
        var answering = message();
        answering.putObject("message_reference");
        rest.send(RestCall.postOnce(CLOSED, answering));
        assertEquals(2, asked.get(), "a reply needs a permission of its own");
        hear("GUILD_ROLE_UPDATE", "role_id", "5");
        rest.send(RestCall.postOnce(CLOSED, message()));
        assertEquals(3, asked.get());
        assertEquals(4, heldBack("closed"));
    }

    @Test
    void asksAClosedChannelAgainAfterSomeMinutes() {
        var closed = new ForbiddenRoutes(nanos::get);
        var call = RestCall.postOnce(CLOSED, message());
        closed.learn(
                call, Route.of(call), new RestAnswer.Refused(403, 50013, "Missing Permissions"));
        assertTrue(closed.answer(call, Route.of(call)).isPresent());
        nanos.addAndGet(ForbiddenRoutes.LONGEST.toNanos());
        assertTrue(closed.answer(call, Route.of(call)).isEmpty());
    }

    @Test
    void asksAgainWhatMayBeRefusedForWhoseItIs() {
        var path = CLOSED + "/8000000000000000";
        rest.send(RestCall.delete(path));
        rest.send(RestCall.delete(path));
        assertEquals(2, asked.get());
    }

    @Test
    void holdsBackAGuildThatWasRefusedTooOftenAndNoOther() {
        var share = shares.of(RestCall.get(FLOODED)).orElseThrow();
        for (var refused = 0; refused < GuildShare.MOST_REFUSED; refused++) {
            share.refused();
        }
        assertInstanceOf(RestAnswer.Unsent.class, rest.send(RestCall.get(FLOODED)));
        assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get(OPEN)));
        assertEquals(1, heldBack("refused"));
    }

    @Test
    void letsAGuildThatWasRefusedTooOftenGoOnAfterTenMinutes() {
        var share = new GuildShare(nanos::get);
        for (var refused = 0; refused < GuildShare.MOST_REFUSED; refused++) {
            share.refused();
        }
        assertTrue(share.isSpent());
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        assertTrue(!share.isSpent());
    }

    @Test
    void countsTheChannelsOfAGuildTogetherOnceItIsHeardWhoseTheyAre() {
        var call = RestCall.get(CLOSED);
        var own = shares.of(call);
        hear("MESSAGE_CREATE", "channel_id", "7000000000000000");
        assertEquals(shares.of(RestCall.get(FLOODED)), shares.of(call));
        assertTrue(!own.equals(shares.of(call)));
        assertEquals(shares.of(call), shares.of(RestCall.get("/channels/9/messages").in(guild())));
        assertTrue(shares.of(RestCall.get("/gateway/bot")).isEmpty());
    }

    @Test
    void letsOthersThroughWhileOneGuildFloods() {
        whileFlooded(
                _ -> RestCall.get(FLOODED),
                Duration.ofSeconds(3),
                () -> assertPrompt(OPEN, Duration.ofMillis(1_500)));
        assertTrue(heldBack("busy") > 0);
    }

    @Test
    void letsUrgentCallsOfAGuildOvertakeItsPatientOnes() {
        whileFlooded(
                call -> RestCall.get(FLOODED + "/" + call).as(Urgency.PATIENT),
                Duration.ofMillis(1_500),
                () -> {
                    assertPrompt(FLOODED, Duration.ofMillis(500));
                    assertPrompt(OPEN, Duration.ofMillis(500));
                    await("patient calls are made as well")
                            .atMost(LONG)
                            .until(() -> asked.get() > 30);
                });
    }

    /** Many ask side by side, and again, until the body is over. */
    private void whileFlooded(IntFunction<RestCall> calls, Duration patience, Runnable body) {
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each = 0; each < FLOOD; each++) {
                var call = calls.apply(each);
                threads.execute(() -> {
                    while (!isOver.get()) {
                        rest.send(call, patience);
                        LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
                    }
                });
            }
            try {
                await().atMost(LONG).until(() -> asked.get() >= 10);
                body.run();
            } finally {
                isOver.set(true);
            }
        }
    }

    /** The quickest of three, as machines stutter. */
    private void assertPrompt(String path, Duration limit) {
        var quickest = Stream.generate(() -> timeOf(path)).limit(3).min(Duration::compareTo);
        assertTrue(quickest.orElseThrow().compareTo(limit) < 0, quickest::toString);
    }

    private Duration timeOf(String path) {
        var before = System.nanoTime();
        assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get(path)));
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private static GuildId guild() {
        return GuildId.of("1000000000000000");
    }

    private double heldBack(String why) {
        return metrics.counter("holdfast.discord.held.back", "why", why).count();
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("content", "hi");
    }

    private void hear(String type, String field, String id) {
        var event = JsonNodeFactory.instance.objectNode().put("guild_id", guild().toString());
        shares.hear(type, event.put(field, id));
    }
}
