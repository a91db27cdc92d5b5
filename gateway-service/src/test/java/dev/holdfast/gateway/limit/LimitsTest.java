package dev.holdfast.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.gateway.shard.RedisNames;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.limit.SharedLimits;
import dev.holdfast.kit.limit.TestLimits;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class LimitsTest {

    private static final LimitSettings FOUR_AND_SIX = new Settings(4, 6, Duration.ofHours(1));

    @Inject SharedLimits redis;
    @Inject RedisNames names;
    @Inject Operators operators;

    Sandbox discord;

    private final GuildId guild = new GuildId(fresh());
    private final UserId ada = new UserId(fresh());
    private final UserId ben = new UserId(fresh());

    private record Settings(int member, int guild, Duration span) implements LimitSettings {}

    @Test
    void countsAPersonsCommandsInAllServersTogether() {
        var limits = gateway(redis);
        for (var server = 0; server < 4; server++) {
            assertEquals(Optional.empty(), ask(limits, new GuildId(fresh()), ada));
        }
        assertTrue(ask(limits, guild, ada).orElseThrow().startsWith("You’re quicker than I am"));
        assertTrue(ask(limits, GuildId.DIRECT, ada).isPresent());
        assertEquals(Optional.empty(), ask(limits, guild, ben));
    }

    @Test
    void countsAServersCommandsOfAllPeopleTogether() {
        var limits = gateway(redis);
        for (var person = 0; person < 6; person++) {
            assertEquals(Optional.empty(), ask(limits, guild, new UserId(fresh())));
        }
        assertTrue(ask(limits, guild, ada).orElseThrow().startsWith("This server asks for more"));
        assertEquals(Optional.empty(), ask(limits, new GuildId(fresh()), ada));
    }

    @Test
    void directMessagesAreNoServer() {
        var limits = gateway(redis);
        for (var person = 0; person < 10; person++) {
            assertEquals(Optional.empty(), ask(limits, GuildId.DIRECT, new UserId(fresh())));
        }
    }

    @Test
    void areKeptByAllGatewaysTogether() {
        for (var each = 0; each < 4; each++) {
            assertEquals(Optional.empty(), ask(gateway(redis), guild, ada));
        }
        assertTrue(ask(gateway(redis), guild, ada).isPresent());
    }

    @Test
    void areKeptByEachGatewayWithoutRedis() throws IOException {
        try (var away = TestRedis.at("redis://127.0.0.1:" + Sandbox.freePort())) {
            var one = gateway(TestLimits.over(away.redis()));
            var other = gateway(TestLimits.over(away.redis()));
            for (var each = 0; each < 4; each++) {
                assertEquals(Optional.empty(), ask(one, guild, ada));
                assertEquals(Optional.empty(), ask(other, guild, ada));
            }
            assertTrue(ask(one, guild, ada).isPresent());
            assertEquals(Optional.empty(), ask(one, guild, ben));
        }
    }

    @Test
    void holdsNoOperatorUp() {
        var limits = gateway(redis);
        var operator = UserId.of(discord.person("marina"));
        for (var each = 0; each < 10; each++) {
            assertEquals(Optional.empty(), ask(limits, guild, operator));
        }
    }

    @Test
    void lettersTypedIntoAnOptionAreNoCommands() {
        var limits = gateway(redis);
        for (var letter = 0; letter < 20; letter++) {
            assertTrue(limits.allowsCompletion(guild, ada));
        }
        assertFalse(limits.allowsCompletion(guild, ada));
        assertEquals(Optional.empty(), ask(limits, guild, ada));
    }

    private Limits gateway(SharedLimits shared) {
        return new Limits(FOUR_AND_SIX, shared, names, operators, new SimpleMeterRegistry());
    }

    private static Optional<String> ask(Limits limits, GuildId guild, UserId user) {
        return limits.refusal(guild, user, Locale.ENGLISH);
    }

    private static long fresh() {
        return ThreadLocalRandom.current().nextLong(1L << 40, 1L << 60);
    }
}
