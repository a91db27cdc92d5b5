package dev.holdfast.gateway.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.gateway.shard.Shard;
import dev.holdfast.gateway.testing.CuttableConnection;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.testing.Servers;
import io.lettuce.core.api.sync.RedisServerCommands;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several gateways of one bot on the local Discord. */
@Tag("chaos")
class ShardsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** So long one of two sees Redis before the other: some looks, and less than a lease. */
    private static final Duration ALONE = Duration.ofMillis(600);

    private static final Duration LEASE_ALMOST_OVER = Duration.ofMillis(1_200);

    private final List<Gateway> gateways = new ArrayList<>();
    private final Sandbox discord = Sandbox.start("SANDBOX_SHARDS=2", "SANDBOX_MAX_CONCURRENCY=2");

    /** A gateway and what it heard, behind a wire of its own to Redis. */
    private final class Gateway implements EventListener {

        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final List<String> sessions = new CopyOnWriteArrayList<>();
        private final List<String> unnoted = new CopyOnWriteArrayList<>();
        private final CuttableConnection toRedis;
        private final CuttableConnection toDiscord;
        private final TestRedis redis;
        private final Membership membership;
        private final TestShards shards;

        Gateway(OptionalInt number, String redisUrl) throws IOException {
            this(number, redisUrl, false);
        }

        /**
         * Starts.
         *
         * @param isCutOff from Redis and Discord, until the wires are mended
         */
        Gateway(OptionalInt number, String redisUrl, boolean isCutOff) throws IOException {
            var there = URI.create(redisUrl);
            toRedis = new CuttableConnection(there);
            redis =
                    TestRedis.at(
                            "redis://%s127.0.0.1:%d"
                                    .formatted(
                                            there.getUserInfo() == null
                                                    ? ""
                                                    : there.getUserInfo() + "@",
                                            toRedis.url().getPort()));
            toDiscord = new CuttableConnection(discord.url());
            if (isCutOff) {
                toRedis.sever();
                toDiscord.sever();
            }
            var settings =
                    new TestSettings(Optional.of(discord.token()), toDiscord.url().toString());
            membership = Membership.of(redis.redis(), discord.token(), number);
            shards = new TestShards(settings, membership, this);
            gateways.add(this);
        }

        @Override
        public void hear(String type, JsonNode data) {
            if ("MESSAGE_CREATE".equals(type)) {
                texts.add(data.path("content").asText());
            }
            if ("READY".equals(type)) {
                sessions.add(data.path("shard").toString());
                if (!isNoted(Guilds.shard(data))) {
                    unnoted.add(data.path("shard").toString());
                }
            }
        }

        private boolean isNoted(Shard shard) {
            try {
                return membership.leases().session(shard).isPresent();
            } catch (RedisUnavailable _) {
                return false;
            }
        }

        int held() {
            return shards.connection.held();
        }

        boolean isConnected(int held) {
            return held() == held && shards.connection.state() instanceof ConnectionState.Connected;
        }

        /** As a process that died: nothing is released, nothing said. */
        void die() {
            toRedis.close();
            toDiscord.close();
        }

        void close() throws InterruptedException {
            shards.close();
            redis.close();
            toRedis.close();
            toDiscord.close();
        }
    }

    private Gateway gateway() throws IOException {
        return new Gateway(OptionalInt.empty(), Servers.redis().url());
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var gateway : gateways) {
            gateway.close();
        }
        discord.close();
    }

    @Test
    void oneGatewayHoldsAllShardsAndASecondOneGetsItsPart() throws IOException {
        var first = gateway();
        await().atMost(LONG).until(() -> first.isConnected(2));
        var second = gateway();
        await().atMost(LONG).until(() -> first.isConnected(1) && second.isConnected(1));
        assertEquals(0, second.sessions.size(), "the session went on");
        discord.write("ada", "general", "hello");
        await().atMost(LONG).until(() -> heard("hello") == 1);
    }

    @Test
    void aThirdGatewayStandsBy() throws IOException {
        var first = gateway();
        var second = gateway();
        await().atMost(LONG).until(() -> first.isConnected(1) && second.isConnected(1));
        var third = gateway();
        await().atMost(LONG)
                .until(() -> third.shards.connection.state() instanceof ConnectionState.StandingBy);
        assertEquals(0, third.held());
    }

    @Test
    void anOrderlyStopHandsOverWithoutLosingAnEvent() throws Exception {
        var first = gateway();
        await().atMost(LONG).until(() -> first.isConnected(2));
        var second = gateway();
        await().atMost(LONG).until(() -> first.isConnected(1) && second.isConnected(1));
        var writer =
                Thread.ofVirtual()
                        .start(() -> {
                            for (var i = 0; i < 60; i++) {
                                discord.write("ada", "general", "text " + i);
                            }
                        });
        await().until(() -> heard("text 10") > 0);
        first.shards.close();
        writer.join();
        await().atMost(LONG).until(() -> second.isConnected(2));
        for (var i = 0; i < 60; i++) {
            var text = "text " + i;
            await().atMost(LONG).until(() -> heard(text) > 0);
            assertEquals(1, heard(text), text);
        }
        assertTrue(second.sessions.size() <= 1, "at most its own first session is new");
    }

    /** Or what Discord tells a gateway that dies early would be told to nobody again. */
    @Test
    void aNewSessionIsNotedBeforeAnythingOfItIsHeard() throws IOException {
        var only = gateway();
        await().atMost(LONG).until(() -> only.isConnected(2));
        assertEquals(2, only.sessions.size());
        assertEquals(List.of(), only.unnoted);
    }

    @Test
    void theShardsOfADeadGatewayAreTakenWithinItsLease() throws IOException {
        var first = gateway();
        await().atMost(LONG).until(() -> first.isConnected(2));
        first.die();
        var second = gateway();
        discord.write("ada", "general", "meanwhile");
        await().atMost(Duration.ofSeconds(15)).until(() -> second.isConnected(2));
        assertEquals(0, second.sessions.size());
        await().atMost(LONG).until(() -> second.texts.contains("meanwhile"));
    }

    @Test
    void aGatewayThatIsCutOffFromRedisLetsItsSuccessorHaveTheSession() throws Exception {
        var first = gateway();
        await().atMost(LONG).until(() -> first.isConnected(2));
        first.toRedis.close();
        var second = gateway();
        await().atMost(LONG).until(() -> second.isConnected(2));
        discord.write("ada", "general", "once");
        await().atMost(LONG).until(() -> second.texts.contains("once"));
        var connections = second.toDiscord.opened();
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> second.toDiscord.opened() <= connections + 4);
    }

    @Test
    void sessionsStayWhileRedisIsAway() throws Exception {
        try (var server = EmbeddedRedis.start(EmbeddedRedisSettings.temporary())) {
            var only = new Gateway(OptionalInt.empty(), server.url());
            await().atMost(LONG).until(() -> only.isConnected(2));
            server.close();
            await().atMost(LONG).until(() -> !only.redis.redis().answers());
            await().during(Duration.ofSeconds(3)).until(() -> only.isConnected(2));
            discord.write("ada", "general", "without Redis");
            await().atMost(LONG).until(() -> only.texts.contains("without Redis"));
            assertEquals(2, only.sessions.size());
        }
    }

    @Test
    void aRedisThatLostItsMemoryIsToldAgainWhoHoldsWhat() throws IOException {
        var only = gateway();
        await().atMost(LONG).until(() -> only.isConnected(2));
        flush(only.redis);
        await().atMost(LONG).until(() -> areAllHeld(only));
        assertEquals(2, only.sessions.size());
    }

    @Test
    void whoSeesRedisFirstAfterAnOutageTakesNobodysShard() throws IOException {
        var first = gateway();
        await().atMost(LONG).until(() -> first.isConnected(2));
        var second = gateway();
        assertTrue(
                Stream.generate(() -> keepTheirs(first, second)).limit(5).anyMatch(kept -> kept),
                "each time a lease's time was over");
    }

    /** False where the machine stood still until the lease of the first one was rightly taken. */
    private static boolean keepTheirs(Gateway first, Gateway second) {
        await().atMost(LONG).until(() -> first.isConnected(1) && second.isConnected(1));
        var begun = second.sessions.size();
        var both = List.of(first, second);
        both.forEach(each -> each.toRedis.sever());
        await().atMost(LONG).until(() -> both.stream().noneMatch(it -> it.redis.redis().answers()));
        try (var redis = TestRedis.at(Servers.redis().url())) {
            flush(redis);
        }
        second.toRedis.mend();
        var mended = System.nanoTime();
        await().atMost(LONG).until(() -> second.redis.redis().answers());
        var alone = System.nanoTime();
        while (second.held() == 1 && System.nanoTime() - alone < ALONE.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        first.toRedis.mend();
        await().atMost(LONG).until(() -> areAllHeld(second));
        var areKept =
                first.isConnected(1) && second.isConnected(1) && second.sessions.size() == begun;
        var taken = Duration.ofNanos(System.nanoTime() - mended);
        assertTrue(
                areKept || taken.compareTo(LEASE_ALMOST_OVER) > 0,
                "another one's shard was taken after " + taken);
        return areKept;
    }

    private static boolean areAllHeld(Gateway known) {
        try {
            return known.shards.membership.leases().holders(2).size() == 2;
        } catch (RedisUnavailable _) { // for a moment
            return false;
        }
    }

    private static void flush(TestRedis redis) {
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> redis.redis().ask(RedisServerCommands::flushall), "OK"::equals);
    }

    @Test
    void aLeaseIsReleasedByItsHolderOnly() throws Exception {
        var only = gateway();
        await().atMost(LONG).until(() -> only.isConnected(2));
        var other = Membership.of(only.redis.redis(), discord.token(), OptionalInt.empty());
        other.leases().release(new Shard(0, 2), Optional.empty());
        assertFalse(other.leases().renew(new Shard(0, 2), Optional.empty()));
        assertEquals(only.shards.membership.gateways().id(), other.leases().holders(2).get(0));
    }

    @Test
    void aGatewayThatNeverReachedRedisHoldsAllShards() throws IOException {
        var lonely = new Gateway(OptionalInt.empty(), "redis://127.0.0.1:1");
        await().atMost(LONG).until(() -> lonely.isConnected(2));
    }

    /** However long its start took: a moment's silence of Redis is no reason to do without it. */
    @Test
    void whoStartedSlowlyWaitsForRedisAllTheSame() throws Exception {
        var first = gateway();
        await().atMost(LONG).until(() -> first.isConnected(2));
        var slow = new Gateway(OptionalInt.empty(), Servers.redis().url(), true);
        await().pollDelay(slow.membership.settings().shardLease()).until(() -> true);
        slow.toDiscord.mend();
        await().atMost(LONG).until(() -> slow.shards.connection.application().isPresent());
        await().during(Duration.ofMillis(300)).until(() -> slow.held() == 0);
        slow.toRedis.mend();
        await().atMost(LONG).until(() -> first.isConnected(1) && slow.isConnected(1));
        assertEquals(0, slow.sessions.size(), "nobody began a new session");
    }

    @Test
    void anotherNumberOfShardsBeginsWhenTheLastOfTheOldOnesStopped() throws Exception {
        var old = gateway();
        await().atMost(LONG).until(() -> old.isConnected(2));
        var more = new Gateway(OptionalInt.of(4), Servers.redis().url());
        var waiting =
                await().atMost(LONG)
                        .until(
                                more.shards.connection::state,
                                ConnectionState.StandingBy.class::isInstance);
        assertInstanceOf(ConnectionState.StandingBy.class, waiting);
        old.shards.close();
        await().atMost(LONG).until(() -> more.isConnected(4));
        discord.write("ada", "general", "of four");
        await().atMost(LONG).until(() -> more.texts.contains("of four"));
    }

    private long heard(String text) {
        return gateways.stream()
                .flatMap(gateway -> gateway.texts.stream())
                .filter(text::equals)
                .count();
    }
}
