package dev.holdfast.gateway.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.gateway.testing.CuttableConnection;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.testing.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real Javacord on a wire that breaks, against the local Discord. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscordConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Heard heard = new Heard();
    private Sandbox discord;
    private CuttableConnection wire;
    private final TestRedis redis = TestRedis.at(Servers.redis().url());
    private TestShards gateway;
    private DiscordRest rest;
    private DiscordConnection connection;

    /** What the gateway was told of. */
    private static final class Heard implements EventListener {
        private final List<String> types = new CopyOnWriteArrayList<>();
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void hear(String type, JsonNode data) {
            types.add(type);
            if ("MESSAGE_CREATE".equals(type)) {
                texts.add(data.path("content").asText());
            }
        }
    }

    @BeforeAll
    void connect() throws IOException {
        discord =
                Sandbox.start("SANDBOX_HEARTBEAT=1s", "SANDBOX_PRIVILEGED_INTENTS=message-content");
        wire = new CuttableConnection(discord.url());
        var settings = new TestSettings(Optional.of(discord.token()), wire.url().toString());
        gateway = new TestShards(settings, member(discord.token()), heard);
        rest = gateway.rest;
        connection = gateway.connection;
        untilConnected();
    }

    @AfterAll
    void disconnect() throws InterruptedException {
        gateway.close();
        redis.close();
        wire.close();
        discord.close();
    }

    @Test
    void resumesAfterTheWireWasCutAndHearsWhatWasSaidMeanwhile() {
        wire.cut();
        discord.write("ada", "general", "meanwhile");
        await().atMost(LONG).until(() -> heard.texts.contains("meanwhile"));
        assertEquals(1, heard.types.stream().filter("READY"::equals).count());
    }

    @Test
    void noticesAWireThatFellSilentAndResumes() {
        wire.silence();
        discord.write("ada", "general", "into the silence");
        await().atMost(LONG).until(() -> heard.texts.contains("into the silence"));
        assertEquals(1, heard.types.stream().filter("READY"::equals).count());
    }

    @Test
    void noticesHeartbeatsThatAreNoLongerAcknowledged() {
        var before = wire.opened();
        discord.fault("{\"missedHeartbeats\":1}");
        await().atMost(LONG).until(() -> wire.opened() > before);
        untilConnected();
        discord.write("ada", "general", "alive");
        await().atMost(LONG).until(() -> heard.texts.contains("alive"));
    }

    @Test
    void measuresTheHeartbeat() {
        await().atMost(LONG).until(() -> connection.heartbeat().isPresent());
    }

    @Test
    void namesATokenThatDiscordRefuses() throws InterruptedException {
        var wrong = discord.token().substring(0, discord.token().length() - 3) + "abc";
        var settings = new TestSettings(Optional.of(wrong), discord.url().toString());
        try (var other = new TestShards(settings, member(wrong))) {
            var refused = other.connection;
            await().atMost(LONG).until(() -> refused.state() instanceof ConnectionState.Refused);
            var state = assertInstanceOf(ConnectionState.Refused.class, refused.state());
            assertTrue(
                    state.fix().startsWith("Discord refuses DISCORD_TOKEN. Reset it"), state.fix());
        }
    }

    @Test
    void repeatsWhatIsSafeWhenDiscordFails() {
        discord.fault("{\"path\":\"/users/@me\",\"failed\":2}");
        assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get("/users/@me")));
        discord.fault("{\"path\":\"/users/@me\",\"cut\":1}");
        assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get("/users/@me")));
    }

    @Test
    void waitsAsLongAsDiscordAsks() {
        discord.fault("{\"path\":\"/users/@me\",\"rateLimited\":1,\"retryAfterMillis\":300}");
        var started = System.nanoTime();
        assertInstanceOf(RestAnswer.Done.class, rest.send(RestCall.get("/users/@me")));
        assertTrue(System.nanoTime() - started >= Duration.ofMillis(300).toNanos());
    }

    private Membership member(String token) {
        return Membership.of(redis.redis(), token, OptionalInt.empty());
    }

    private void untilConnected() {
        await().atMost(LONG).until(() -> connection.state() instanceof ConnectionState.Connected);
    }
}
