package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.kit.coordination.Locks.Taken;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person meets whose commands want a lock. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class LockedWorkTest {

    private static final GuildId GUILD = new GuildId(63);
    private static final UserId ADA = new UserId(1);
    private static final Set<LockKey> ADAS = Set.of(LockKey.member(GUILD, ADA));

    @TestHTTPResource("/")
    URI service;

    @Inject Locks locks;
    @Inject Redis redis;
    @Inject UnitsOfWork work;
    @Inject MeterRegistry metrics;

    private Caller gateway;

    @BeforeEach
    void call() {
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        RedisTest.await(redis::answers);
    }

    @Test
    void aBusyAnswerIsNotStoredSoThatTheSameRequestRunsLater() throws Exception {
        var invocation = count();
        var held = assertInstanceOf(Taken.Held.class, locks.take(ADAS, Duration.ofSeconds(5)));
        assertEquals(429, gateway.post(invocation).status());
        held.lock().close();
        assertDoneNow(invocation);
    }

    @Test
    void withoutRedisTheLocksAreTakenInTheTransaction() throws Exception {
        var invocation = count();
        Servers.redis().pause();
        try {
            var held =
                    work.read(
                            GUILD,
                            ADA,
                            unit -> {
                                var here = new PostgresLocks(unit, "probe", metrics);
                                assertInstanceOf(
                                        Taken.Held.class, here.take(ADAS, Duration.ofSeconds(1)));
                                return status(invocation);
                            });
            assertEquals(429, held);
            assertDoneNow(invocation);
        } finally {
            Servers.redis().resume();
        }
        RedisTest.await(redis::answers);
        assertDoneNow(count());
    }

    private void assertDoneNow(Invocation invocation) throws Exception {
        var answer = gateway.post(invocation);
        assertEquals(200, answer.status());
        assertEquals(false, answer.replayed());
        assertInstanceOf(Reply.Message.class, gateway.reply(answer));
    }

    private int status(Invocation invocation) {
        try {
            return gateway.post(invocation).status();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Invocation count() {
        return Asking.in(GUILD).by(ADA).command("count").whole("by", 1).build();
    }
}
