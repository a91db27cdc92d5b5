package dev.holdfast.gateway.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.testing.Servers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A bot whose application may not read messages, on the local Discord. */
class RefusedConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void connectsWithoutTheRightToReadMessagesAndStaysAwayOnceDiscordSaysNo()
            throws InterruptedException {
        try (var discord = Sandbox.start("SANDBOX_PRIVILEGED_INTENTS=members")) {
            var settings = new TestSettings(Optional.of(discord.token()), discord.url().toString());
            var redis = TestRedis.at(Servers.redis().url());
            var member = Membership.of(redis.redis(), discord.token(), OptionalInt.empty());
            var gateway = new TestShards(settings, member);
            var connection = gateway.connection;
            await().atMost(LONG)
                    .until(() -> connection.state() instanceof ConnectionState.Connected);
            assertFalse(connection.application().orElseThrow().readsMessages());

            discord.fault("{\"gateway\":\"close\",\"closeCode\":4014}");
            var refused = new ConnectionState.Refused(FatalClose.DISALLOWED_INTENTS.fix());
            await().atMost(LONG).until(() -> connection.state().equals(refused));
            await().during(Duration.ofSeconds(2)).until(() -> connection.state().equals(refused));
            assertEquals(refused, connection.state());
            gateway.close();
            redis.close();
        }
    }
}
