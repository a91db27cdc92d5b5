package dev.holdfast.gateway.discord;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    void letsOthersThroughWhileOneGuildFloods() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call = 0; call < FLOOD; call++) {
                threads.execute(() -> rest.send(RestCall.get(FLOODED), Duration.ofSeconds(3)));
            }
            while (asked.get() < 10) {
                Thread.onSpinWait();
            }
            var before = System.nanoTime();
            assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get(OPEN)));
            var taken = Duration.ofNanos(System.nanoTime() - before);
            assertTrue(taken.compareTo(Duration.ofMillis(1_500)) < 0, taken::toString);
        }
        assertTrue(heldBack("busy") > 0);
    }

    @Test
    void letsUrgentCallsOfAGuildOvertakeItsPatientOnes() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call = 0; call < FLOOD; call++) {
                var patient = RestCall.get(FLOODED + "/" + call).as(Urgency.PATIENT);
                threads.execute(() -> rest.send(patient, Duration.ofMillis(1_500)));
            }
            while (asked.get() < 10) {
                Thread.onSpinWait();
            }
            for (var urgent : new String[] {FLOODED, FLOODED, OPEN}) {
                var before = System.nanoTime();
                assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get(urgent)));
                var taken = Duration.ofNanos(System.nanoTime() - before);
                assertTrue(taken.compareTo(Duration.ofMillis(500)) < 0, taken::toString);
            }
        }
        assertTrue(asked.get() > 30, "patient calls were made as well: " + asked);
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
