package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RateLimitTest extends SandboxTest {
    @BeforeEach
    void forget() {
        clock.advance(Duration.ofMinutes(1));
    }

    private Client.Answer post(String channel) {
        return client.once(
                "POST",
                "/channels/" + client.channel(channel) + "/messages",
                json("{'content':'x'}"));
    }

    @Test
    void aBucketEmptiesAndFillsAgain() {
        for (var left = 4; left >= 0; left--) {
            var sent = post("games");
            assertEquals(200, sent.status());
            assertEquals("5", sent.header("x-ratelimit-limit"));
            assertEquals(Integer.toString(left), sent.header("x-ratelimit-remaining"));
            assertTrue(Double.parseDouble(sent.header("x-ratelimit-reset-after")) <= 5);
        }
        var refused = post("games");
        assertEquals(429, refused.status());
        assertEquals("user", refused.header("x-ratelimit-scope"));
        assertFalse(refused.header("via").isEmpty());
        assertFalse(refused.body().path("global").asBoolean());
        assertEquals(200, post("bank").status(), "another channel has a bucket of its own");
        clock.advance(
                Duration.ofMillis(
                        1 + (long) (refused.body().path("retry_after").asDouble() * 1_000)));
        assertEquals(200, post("games").status());
    }

    @Test
    void routesHaveBucketsOfTheirOwn() {
        var posted = post("games").header("x-ratelimit-bucket");
        var read = client.once("GET", "/channels/" + client.channel("games") + "/messages", null);
        assertNotEquals(posted, read.header("x-ratelimit-bucket"));
        assertEquals(posted, post("bank").header("x-ratelimit-bucket"));
    }

    @Test
    void allRoutesTogetherAreLimitedToFiftyASecond() {
        var refused = 0;
        for (var request = 0; request < 60; request++) {
            var answer =
                    client.once(
                            "GET",
                            request % 2 == 0 ? "/users/@me" : "/guilds/" + client.guildId(),
                            null);
            if (answer.status() != 429) continue;
            refused++;
            assertEquals("true", answer.header("x-ratelimit-global"));
            assertTrue(answer.body().path("global").asBoolean());
        }
        assertTrue(refused > 0, "60 requests within a second");
    }

    @Test
    void roleChangesOfAGuildShareDiscordsPaceWhereItIsOrdered() {
        client.faults(Json.object().put("roleChanges", 10));
        for (var left = 9; left >= 0; left--) {
            var changed = changeRole(left % 2 == 0 ? "PUT" : "DELETE", "ben");
            assertEquals(204, changed.status());
            assertEquals("10", changed.header("x-ratelimit-limit"));
            assertEquals(Integer.toString(left), changed.header("x-ratelimit-remaining"));
        }
        var refused = changeRole("PUT", "ada");
        assertEquals(429, refused.status());
        assertEquals("user", refused.header("x-ratelimit-scope"));
        assertFalse(refused.body().path("global").asBoolean());
        assertTrue(refused.body().path("retry_after").asDouble() > 1);
        clock.advance(Duration.ofSeconds(10));
        assertEquals(204, changeRole("DELETE", "ben").status());
        client.faults(Json.object());
        assertEquals("50", changeRole("DELETE", "ben").header("x-ratelimit-limit"));
    }

    private Client.Answer changeRole(String method, String person) {
        var path = "/guilds/%s/members/%s/roles/%s";
        var role = client.role("Lightkeeper");
        return client.once(
                method, path.formatted(client.guildId(), client.user(person), role), null);
    }

    @Test
    void orderedFaultsHitRequests() {
        client.faults(
                Json.object()
                        .put("rateLimited", 1)
                        .put("retryAfterMillis", 250)
                        .put("path", "/users"));
        assertEquals(200, client.once("GET", "/gateway", null).status());
        var limited = client.once("GET", "/users/@me", null);
        assertEquals(429, limited.status());
        assertEquals(0.25, limited.body().path("retry_after").asDouble());
        client.faults(Json.object().put("failed", 1).put("status", 503));
        assertEquals(503, client.once("GET", "/users/@me", null).status());
        client.faults(Json.object().put("cut", 1));
        assertThrows(
                UncheckedIOException.class,
                () -> client.once("POST", "/users/@me/channels", Json.object()));
        client.faults(Json.object().put("delayMillis", 300));
        var before = System.nanoTime();
        assertEquals(200, client.once("GET", "/users/@me", null).status());
        assertTrue(System.nanoTime() - before >= 300_000_000L);
        assertEquals(400, client.faults(Json.object().put("delay", 1)).status());
    }

    @Test
    void whoComesBeforeTheTimeItWasToldIsCounted() {
        client.faults(Json.object().put("rateLimited", 1).put("retryAfterMillis", 5_000));
        assertEquals(429, client.once("GET", "/users/@me", null).status());
        assertEquals(0, tooEarly());
        client.once("GET", "/users/@me", null);
        client.once("GET", "/guilds/" + client.guildId(), null);
        assertEquals(1, tooEarly());
        clock.advance(Duration.ofSeconds(5));
        client.once("GET", "/users/@me", null);
        assertEquals(1, tooEarly());
    }

    private int tooEarly() {
        return client.send("GET", "/sandbox/faults", null).body().path("tooEarly").asInt();
    }
}
