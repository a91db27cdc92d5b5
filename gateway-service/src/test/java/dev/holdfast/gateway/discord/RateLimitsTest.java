package dev.holdfast.gateway.discord;

import static dev.holdfast.kit.protocol.Urgency.PATIENT;
import static dev.holdfast.kit.protocol.Urgency.URGENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Route ONE = Route.of(RestCall.get("/channels/123456789012345678"));
    private static final Route OTHER = Route.of(RestCall.get("/channels/223456789012345678"));

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(nanos::get);

    @Test
    void countsAllEmojisTogether() {
        var path = "/channels/123456789012345678/messages/223456789012345678/reactions/";
        var dice = Route.of(RestCall.get(path + "%F0%9F%8E%B2?limit=2"));
        assertEquals(dice, Route.of(RestCall.get(path + "gull:323456789012345678?limit=2")));
        assertEquals("GET /channels/*/messages/*/reactions/*", dice.kind());
    }

    @Test
    void assumesNothingOfABucketItDoesNotKnow() {
        for (var i = 0; i < 100; i++) {
            assertTrue(limits.take(ONE, URGENT).isEmpty());
        }
    }

    @Test
    void waitsUntilAnEmptyBucketIsFullAgain() {
        limits.learn(ONE, bucket(1, 2.5));
        assertTrue(limits.take(ONE, URGENT).isEmpty());
        assertEquals(Optional.of(Duration.ofMillis(2_500)), limits.take(ONE, URGENT));
        nanos.addAndGet(Duration.ofMillis(2_500).toNanos());
        assertTrue(limits.take(ONE, URGENT).isEmpty());
    }

    @Test
    void countsEveryChannelByItself() {
        limits.learn(ONE, bucket(0, 5));
        limits.learn(OTHER, bucket(3, 5));
        assertTrue(limits.take(ONE, URGENT).isPresent());
        assertTrue(limits.take(OTHER, URGENT).isEmpty());
    }

    @Test
    void letsNoLateAnswerFillABucket() {
        limits.learn(ONE, bucket(1, 5));
        limits.learn(ONE, bucket(4, 5));
        assertTrue(limits.take(ONE, URGENT).isEmpty());
        assertTrue(limits.take(ONE, URGENT).isPresent());
    }

    @Test
    void letsNoAnswerOfTheWindowBeforeFillABucket() {
        limits.learn(ONE, bucketOf(10, 0, 5));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals(8, patientOnes());
        limits.learn(ONE, bucketOf(10, 9, 5));
        limits.learn(ONE, bucketOf(10, 1, 0.01));
        nanos.addAndGet(Duration.ofMillis(20).toNanos());
        assertEquals(0, patientOnes());
    }

    @Test
    void letsNoRefusalOfTheWindowBeforeFillABucket() {
        limits.learn(ONE, bucketOf(10, 0, 5));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertEquals(8, patientOnes());
        limits.exceeded(ONE, headers(Map.of()), 0.01);
        nanos.addAndGet(Duration.ofMillis(20).toNanos());
        assertEquals(0, patientOnes());
    }

    @Test
    void expectsOfAChannelThatItNeverSawWhatTheOthersTold() {
        limits.learn(ONE, bucketOf(5, 4, 2));
        for (var i = 0; i < 5; i++) {
            assertTrue(limits.take(OTHER, URGENT).isEmpty());
        }
        assertEquals(Optional.of(Duration.ofSeconds(2)), limits.take(OTHER, URGENT));
    }

    @Test
    void fillsABucketNoFurtherThanDiscordDoes() {
        limits.learn(ONE, bucketOf(5, 0, 2));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        for (var i = 0; i < 5; i++) {
            assertTrue(limits.take(ONE, URGENT).isEmpty());
        }
        assertEquals(Optional.of(Duration.ofSeconds(2)), limits.take(ONE, URGENT));
    }

    @Test
    void keepsSomeOfABucketForWhoIsUrgent() {
        limits.learn(ONE, bucketOf(10, 10, 2));
        for (var i = 0; i < 8; i++) {
            assertTrue(limits.take(ONE, PATIENT).isEmpty());
        }
        assertEquals(Optional.of(Duration.ofSeconds(2)), limits.take(ONE, PATIENT));
        assertTrue(limits.take(ONE, URGENT).isEmpty());
        assertTrue(limits.take(ONE, URGENT).isEmpty());
        assertTrue(limits.take(ONE, URGENT).isPresent());
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertTrue(limits.take(ONE, PATIENT).isEmpty());
    }

    @Test
    void givesTheNextPlacesToThoseWhoAreUrgentAndWait() {
        limits.learn(ONE, bucketOf(10, 0, 2));
        assertTrue(whileUrgentOnesWait(6, () -> assertEquals(4, patientOnes())));
        assertEquals(Optional.of(Duration.ofSeconds(2)), limits.take(ONE, URGENT));
    }

    @Test
    void keepsNothingMoreForUrgentOnesWhoGaveUp() {
        limits.learn(ONE, bucketOf(10, 0, 2));
        for (var i = 0; i < 6; i++) {
            assertTrue(limits.await(ONE, URGENT, _ -> false).isPresent());
        }
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(8, patientOnes());
    }

    /** They sleep until the next window and whatever is done as it begins; whether all got in. */
    private boolean whileUrgentOnesWait(int many, Runnable meanwhile) {
        return limits.await(
                        ONE,
                        URGENT,
                        sleep -> {
                            if (many > 1) {
                                return whileUrgentOnesWait(many - 1, meanwhile);
                            }
                            nanos.addAndGet(sleep.toNanos());
                            meanwhile.run();
                            return true;
                        })
                .isEmpty();
    }

    /** How many get a place. */
    private int patientOnes() {
        var many = 0;
        while (limits.take(ONE, PATIENT).isEmpty()) {
            many++;
        }
        return many;
    }

    @Test
    void letsPatientCallsUseABucketOfOne() {
        limits.learn(ONE, bucketOf(1, 1, 2));
        assertTrue(limits.take(ONE, PATIENT).isEmpty());
        assertTrue(limits.take(ONE, PATIENT).isPresent());
    }

    @Test
    void stopsEverythingButInteractionsAtTheGlobalLimit() {
        limits.exceeded(ONE, headers(Map.of("X-RateLimit-Global", "true")), 3);
        assertEquals(Optional.of(Duration.ofSeconds(3)), limits.take(OTHER, URGENT));
        var answer = Route.of(RestCall.get("/interactions/123456789012345678/token/callback"));
        assertTrue(limits.take(answer, URGENT).isEmpty());
    }

    @Test
    void stopsOneRouteAtItsOwnLimit() {
        limits.exceeded(ONE, headers(Map.of()), 3);
        assertTrue(limits.take(ONE, URGENT).isPresent());
        assertTrue(limits.take(OTHER, URGENT).isEmpty());
    }

    @Test
    void namesRoutesWithoutTokensAndIds() {
        var route =
                Route.of(RestCall.get("/webhooks/123456789012345678/secret/messages/@original"));
        assertEquals("/webhooks/*/*/messages/@original", route.template());
        assertFalse(route.isGloballyLimited());
        assertEquals(
                "/channels/*/messages/*",
                Route.of(RestCall.get("/channels/123456789012345678/messages/223456789012345678"))
                        .template());
        assertEquals("/gateway", Route.of(RestCall.get("/gateway")).template());
    }

    @Test
    void givesUpBeforeDiscordBansTheAddress() {
        var invalid = new InvalidRequests(() -> 1, nanos::get);
        for (var i = 0; i < 5_000; i++) {
            assertFalse(invalid.isTooMany());
            invalid.count(new RestResponse(403, headers(Map.of()), ""));
            invalid.count(new RestResponse(200, headers(Map.of()), ""));
            invalid.count(
                    new RestResponse(429, headers(Map.of("X-RateLimit-Scope", "shared")), ""));
        }
        assertTrue(invalid.isTooMany());
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        assertFalse(invalid.isTooMany());
    }

    @Test
    void givesUpWhenAllGatewaysTogetherWereRefusedTooOften() {
        var together = new AtomicLong(4_998);
        var invalid = new InvalidRequests(together::incrementAndGet, nanos::get);
        invalid.count(new RestResponse(403, headers(Map.of()), ""));
        assertFalse(invalid.isTooMany());
        invalid.count(new RestResponse(429, headers(Map.of()), ""));
        assertTrue(invalid.isTooMany());
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        assertFalse(invalid.isTooMany());
    }

    private static HttpHeaders bucket(int remaining, double resetAfter) {
        return headers(
                Map.of(
                        "X-RateLimit-Bucket", "abc",
                        "X-RateLimit-Remaining", Integer.toString(remaining),
                        "X-RateLimit-Reset-After", Double.toString(resetAfter)));
    }

    private static HttpHeaders bucketOf(int limit, int remaining, double resetAfter) {
        return headers(
                Map.of(
                        "X-RateLimit-Bucket", "abc",
                        "X-RateLimit-Limit", Integer.toString(limit),
                        "X-RateLimit-Remaining", Integer.toString(remaining),
                        "X-RateLimit-Reset-After", Double.toString(resetAfter)));
    }

    private static HttpHeaders headers(Map<String, String> values) {
        var lists =
                values.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return HttpHeaders.of(lists, (_, _) -> true);
    }
}
