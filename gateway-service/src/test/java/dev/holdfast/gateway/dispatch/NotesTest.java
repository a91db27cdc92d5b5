package dev.holdfast.gateway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.discord.Custody;
import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.gateway.testing.Wire;
import dev.holdfast.kit.coordination.RedisAway;
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
class NotesTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String token =
            Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(UTF_8));
    private final List<Member> members = new ArrayList<>();

    /** A gateway as far as its notes go, behind a wire of its own to Redis. */
    private final class Member {

        private final Wire toRedis;
        private final TestRedis redis;
        private final Membership membership;
        private final Notes notes;

        Member() throws IOException {
            var there = URI.create(Servers.redis().url());
            toRedis = new Wire(there);
            var login = there.getUserInfo() == null ? "" : there.getUserInfo() + "@";
            redis =
                    TestRedis.at(
                            "redis://%s127.0.0.1:%d".formatted(login, toRedis.url().getPort()));
            membership = Membership.of(redis.redis(), token, OptionalInt.empty());
            notes =
                    new Notes(
                            membership.redis(),
                            membership.names(),
                            membership.gateways(),
                            JSON,
                            new SimpleMeterRegistry());
            members.add(this);
        }

        String id() {
            return membership.gateways().id();
        }

        Notes.Begun begin(String id) {
            return notes.begin("message", id, JSON.createObjectNode());
        }

        List<Note> adopt(Member dead) throws RedisAway {
            return notes.adopt(dead.id(), 10);
        }

        void awaitSilenceOf(Member other) {
            await().atMost(LONG).until(() -> membership.gateways().silent().contains(other.id()));
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
        assertEquals(Notes.Begun.NOTED, first.begin("1"));
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
        assertEquals(Notes.Begun.NOTED, paused.begin("2"));
        other.awaitSilenceOf(paused);
        assertEquals(1, other.adopt(paused).size());
    }

    @Test
    void whatCouldNotBeNotedKeepsItsPlaceInTheSessionUntilItIs() throws Exception {
        var only = new Member();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.toRedis.sever();
        assertEquals(Notes.Begun.UNNOTED, only.begin("3"));
        var kept = new AtomicInteger(1);
        only.notes.again("message", "3", JSON.createObjectNode(), keptBy(kept));
        assertEquals(1, kept.get());
        only.toRedis.mend();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.notes.again(only.notes.unfinished().remove());
        assertEquals(0, kept.get());
        assertEquals(1, new Member().adopt(only).size());
    }

    @Test
    void whatCouldNotBeNotedIsNotedOnceRedisIsBackUnlessItIsDone() throws Exception {
        var only = new Member();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.toRedis.sever();
        for (var id : List.of("4", "5", "6")) {
            assertEquals(Notes.Begun.UNNOTED, only.begin(id));
        }
        only.notes.done("5");
        assertTrue(only.notes.forget("6"));
        only.toRedis.mend();
        await().atMost(LONG).until(() -> only.redis.redis().answers());
        only.notes.catchUp();
        assertFalse(only.notes.forget("4"));
        var left = new Member().adopt(only);
        assertEquals(List.of("4"), left.stream().map(Note::id).toList());
    }

    private static Custody keptBy(AtomicInteger count) {
        return new Custody() {
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
