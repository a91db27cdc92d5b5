package dev.holdfast.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.http.OutsideAnswer.Answered;
import dev.holdfast.kit.http.OutsideAnswer.Away;
import dev.holdfast.kit.http.OutsideAnswer.NotSent;
import dev.holdfast.kit.http.OutsideAnswer.Refused;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class OutsideClientsTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final OutsideLimits LIMITS =
            new OutsideLimits(BOUND, BOUND, 2, 1_000, PAUSE, true, false);

    @Inject Vertx vertx;
    @Inject OutsideClients outside;

    private RemoteParty party;

    @BeforeEach
    void open() throws IOException {
        party = new RemoteParty();
    }

    @AfterEach
    void close() {
        party.close();
    }

    @Test
    void bringsTheAnswerWhateverItsStatus() throws InterruptedException {
        var client = outside.client("test", LIMITS);
        var posted = OutsideRequest.postJson(party.uri("/hello"), "ahoy".getBytes(UTF_8));
        var answered = assertInstanceOf(Answered.class, client.send(posted));
        assertEquals(200, answered.status());
        assertEquals("POST 127.0.0.1 null ahoy", answered.text());
        assertEquals("24", answered.headers().firstValue("content-length").orElseThrow());
        assertEquals(404, status(client, party.uri("/missing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/stalled"})
    void waitsForNoAnswerLongerThanItsWholeTime(String path) throws InterruptedException {
        var began = System.nanoTime();
        assertInstanceOf(
                Away.class, get(outside.client("test", LIMITS.within(SHORT)), party.uri(path)));
        var taken = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(taken.compareTo(SHORT) >= 0 && taken.compareTo(BOUND) < 0, "" + taken);
    }

    @Test
    void waitsForNoNameLongerThanItsWholeTime() throws InterruptedException {
        var silent = new CountDownLatch(1);
        var named =
                new OutsideClients(
                        vertx,
                        new SimpleMeterRegistry(),
                        host -> {
                            try {
                                silent.await(BOUND.toSeconds(), TimeUnit.SECONDS);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                            throw new UnknownHostException(host);
                        });
        var began = System.nanoTime();
        var client = named.client("test", LIMITS.within(SHORT));
        assertInstanceOf(Away.class, get(client, party.at("shop.example", "/hello")));
        var taken = Duration.ofNanos(System.nanoTime() - began);
        silent.countDown();
        assertTrue(taken.compareTo(SHORT) >= 0 && taken.compareTo(BOUND) < 0, "" + taken);
    }

    @Test
    void waitsForNoConnectionLongerThanItsConnectTime() throws Exception {
        var limits = new OutsideLimits(SHORT, BOUND.multipliedBy(4), 2, 1_000, SHORT, true, false);
        var filling = new ArrayList<Socket>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(deaf, filling);
            var began = System.nanoTime();
            var uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort());
            assertInstanceOf(Away.class, get(outside.client("test", limits), uri));
            var taken = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(taken.compareTo(BOUND) < 0, "" + taken);
        } finally {
            for (var socket : filling) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket deaf, List<Socket> filling) {
        try {
            for (var each = 0; each < 4; each++) {
                var socket = new Socket();
                filling.add(socket);
                socket.connect(deaf.getLocalSocketAddress(), 200);
            }
        } catch (IOException _) {
            // Its backlog is full now, which was to be brought about.
            return;
        }
    }

    @Test
    void aDroppedConnectionIsAway() throws InterruptedException {
        assertInstanceOf(Away.class, get(outside.client("test", LIMITS), party.uri("/dropped")));
    }

    @Test
    void readsNoBodyThatIsTooLarge() throws InterruptedException {
        var away =
                assertInstanceOf(
                        Away.class, get(outside.client("test", LIMITS), party.uri("/large")));
        assertEquals("the answer is too large", away.why());
    }

    @Test
    void theBreakerOpensAfterServerErrorsTriesOneAndCloses() throws InterruptedException {
        var client = outside.client("test", LIMITS);
        var uri = party.uri("/failing");
        for (var each = 0; each < 8; each++) {
            assertEquals(500, status(client, uri));
        }
        assertInstanceOf(NotSent.class, get(client, uri));
        assertEquals(8, party.asked.get());

        await().until(() -> get(client, uri) instanceof Answered);
        assertInstanceOf(NotSent.class, get(client, uri), "the one that was tried failed");
        assertEquals(9, party.asked.get());

        party.failing = false;
        await().until(() -> get(client, uri) instanceof Answered);
        assertEquals(200, status(client, uri));
        assertEquals(11, party.asked.get());
    }

    @Test
    void theBreakerOpensForThoseWhoDropAndNotForWhatTheyDecline() throws InterruptedException {
        var client = outside.client("test", LIMITS);
        for (var each = 0; each < 9; each++) {
            assertEquals(404, status(client, party.uri("/missing")));
        }
        for (var each = 0; each < 8; each++) {
            get(client, party.uri("/dropped"));
        }
        assertInstanceOf(NotSent.class, get(client, party.uri("/hello")));
    }

    @Test
    void turnsAwayWhoFindsNoPlaceAndTakesNoneOfAnothersClient() throws InterruptedException {
        var client = outside.client("test", LIMITS);
        var over = new CountDownLatch(2);
        for (var each = 0; each < 2; each++) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            get(client, party.uri("/silent"));
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        } finally {
                            over.countDown();
                        }
                    });
        }
        party.stalling.await();
        var full = assertInstanceOf(NotSent.class, get(client, party.uri("/hello")));
        assertEquals("test: all places are taken", full.why());
        assertEquals(200, status(outside.client("other", LIMITS), party.uri("/hello")));
        party.close();
        over.await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1",
                "http://2130706433",
                "http://[::1]",
                "http://localhost",
                "http://169.254.169.254/latest/meta-data",
                "https://10.0.0.7",
                "http://me:secret@1.1.1.1",
                "file:///etc/passwd",
                "/nowhere"
            })
    void refusesWhatIsNotOnThePublicInternet(String address) throws InterruptedException {
        var client = outside.client("test", OutsideLimits.usual());
        assertInstanceOf(Refused.class, get(client, URI.create(address)));
    }

    /** Asked again, a name may lead elsewhere than where it led when it was checked. */
    @Test
    void connectsToTheAddressThatWasChecked() throws InterruptedException {
        var looked = new AtomicInteger();
        var named =
                new OutsideClients(
                        vertx,
                        new SimpleMeterRegistry(),
                        _ -> {
                            looked.incrementAndGet();
                            return new InetAddress[] {InetAddress.getLoopbackAddress()};
                        });
        var uri = party.at("shop.example", "/hello");
        var open = named.client("test", LIMITS);
        var answered = assertInstanceOf(Answered.class, get(open, uri));
        assertEquals("GET shop.example null ", answered.text());
        assertEquals(1, looked.get());
        assertInstanceOf(Refused.class, get(named.client("test", OutsideLimits.usual()), uri));
        assertEquals(1, party.asked.get());
    }

    @Test
    void followsARedirectToItsOwnHostOnly() throws InterruptedException {
        var client = outside.client("test", LIMITS);
        assertEquals(200, status(client, party.uri("/to?/hello")));
        assertEquals(302, status(client, party.uri("/to?" + party.at("localhost", "/hello"))));
        assertEquals(302, status(client, party.uri("/to?/to?/to?/to?/to?/to?/to?/hello")));
    }

    @Test
    void takesNoCredentialToAnotherHost() throws InterruptedException {
        var client = outside.client("test", LIMITS.followingToOtherHosts());
        var elsewhere = party.at("localhost", "/hello");
        var asking =
                OutsideRequest.get(party.uri("/to?" + elsewhere)).with("Authorization", "secret");
        var answered = assertInstanceOf(Answered.class, client.send(asking));
        assertEquals("GET localhost null ", answered.text());
    }

    @Test
    void checksTheAddressOfARedirectToo() throws InterruptedException {
        var client = outside.client("test", LIMITS.followingToOtherHosts());
        var bad = party.at("me:secret@localhost", "/hello");
        assertInstanceOf(Refused.class, get(client, party.uri("/to?" + bad)));
    }

    private static OutsideAnswer get(OutsideClient client, URI uri) throws InterruptedException {
        return client.send(OutsideRequest.get(uri));
    }

    private static int status(OutsideClient client, URI uri) throws InterruptedException {
        return assertInstanceOf(Answered.class, get(client, uri)).status();
    }
}
