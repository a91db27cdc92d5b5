package dev.holdfast.gateway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.gateway.testing.CuttableConnection;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.testing.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gateway has under way is found by another one, whenever it dies. */
class PendingRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String token =
            Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(UTF_8));
    private final List<Member> members = new ArrayList<>();

    /** A gateway as far as its notes go, behind a wire of its own to Redis. */
    private final class Member {

        private final CuttableConnection toRedis;
        private final TestRedis redis;
        private final Membership membership;
        private final PendingRequests pending;

        Member() throws IOException {
            var there = URI.create(Servers.redis().url());
            toRedis = new CuttableConnection(there);
            var login = there.getUserInfo() == null ? "" : there.getUserInfo() + "@";
            redis =
                    TestRedis.at(
                            "redis://%s127.0.0.1:%d".formatted(login, toRedis.url().getPort()));
            membership = Membership.of(redis.redis(), token, OptionalInt.empty());
            pending =
                    new PendingRequests(
                            membership.redis(),
                            membership.names(),
                            membership.gateways(),
                            JSON,
                            new SimpleMeterRegistry());
            members.add(this);
            await().atMost(LONG).until(redis.redis()::answers);
        }

        String id() {
            return membership.gateways().id();
        }

        PendingRequests.Begun begin(String id) {
            return pending.begin("message", id, JSON.createObjectNode());
        }

        List<PendingRequest> adopt(Member dead) throws RedisUnavailable {
            return pending.adopt(dead.id(), 10);
        }

        void awaitSilenceOf(Member other) {
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> membership.gateways().silent().contains(other.id()));
        }
    }

    @AfterEach
    void close() {
        members.forEach(member -> {
            member.redis.close();
            member.toRedis.close();
        });
    }

    /** It adopts before it has given a sign of life of its own. */
    @Test
    void whoeverAdoptsAndDiesAtOnceIsFound() throws Exception {
        var first = new Member();
        assertEquals(PendingRequests.Begun.NOTED, first.begin("1"));
        var second = new Member();
        assertEquals(1, second.adopt(first).size());
        var third = new Member();
        third.awaitSilenceOf(second);
        assertEquals(1, third.adopt(second).size());
    }

    /** It was paused for so long that others forgot it. */
    @Test
    void whoeverWasForgottenAndNotesSomethingIsFound() throws Exception {
        var paused = new Member();
        paused.membership.gateways().sign(true);
        var other = new Member();
        other.awaitSilenceOf(paused);
        assertEquals(List.of(), other.adopt(paused));
        assertEquals(List.of(), other.membership.gateways().silent());
        assertEquals(PendingRequests.Begun.NOTED, paused.begin("2"));
        other.awaitSilenceOf(paused);
        assertEquals(1, other.adopt(paused).size());
    }

    @Test
    void whatCouldNotBeNotedKeepsItsPlaceInTheSessionUntilItIs() throws Exception {
        var only = new Member();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.toRedis.sever();
        assertEquals(PendingRequests.Begun.UNNOTED, only.begin("3"));
        var kept = new AtomicInteger(1);
        only.pending.again("message", "3", JSON.createObjectNode(), keptBy(kept));
        assertEquals(1, kept.get());
        only.toRedis.mend();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.pending.again(only.pending.unfinished().remove());
        assertEquals(0, kept.get());
        assertEquals(1, new Member().adopt(only).size());
    }

    @Test
    void whatCouldNotBeNotedIsNotedOnceRedisIsBackUnlessItIsDone() throws Exception {
        var only = new Member();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.toRedis.sever();
        for (var id : List.of("4", "5", "6")) {
            assertEquals(PendingRequests.Begun.UNNOTED, only.begin(id));
        }
        only.pending.done("5");
        assertTrue(only.pending.forget("6"));
        only.toRedis.mend();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.pending.catchUp();
        assertFalse(only.pending.forget("4"));
        var left = new Member().adopt(only);
        assertEquals(List.of("4"), left.stream().map(PendingRequest::id).toList());
    }

    private static Ack keptBy(AtomicInteger count) {
        return new Ack() {
            @Override
            public void keep() {
                count.incrementAndGet();
            }

            @Override
            public void release() {
                count.decrementAndGet();
            }
        };
    }
}
