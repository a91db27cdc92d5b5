package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two packaged gateways are given the same orders, and one of them is killed. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // starts them once
class TwoGatewaysIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Sandbox discord = Sandbox.start();
    private Gateway one;
    private Gateway other;

    private record Gateway(Process process, Orders orders) {

        /** False while it does not answer at all, or has no outcome yet. */
        boolean settles(EffectOrder order) {
            try {
                return orders.send(order).status() == 200;
            } catch (UncheckedIOException _) { // not there yet
                return false;
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        }
    }

    @BeforeAll
    void startThem() throws IOException {
        one = start();
        await().atMost(PATIENCE).until(() -> one.settles(say(fresh())));
        other = start();
        await().atMost(PATIENCE).until(() -> other.settles(say(fresh())));
    }

    @AfterAll
    void endThem() throws InterruptedException {
        one.kill();
        other.kill();
        discord.close();
    }

    @Test
    void sendOneMessageForOrdersGivenToBothAtOnce() throws Exception {
        for (var round = 0; round < 5; round++) {
            var order = say(fresh());
            var calls = new ArrayList<Callable<Orders.Answer>>();
            for (var i = 0; i < 5; i++) {
                calls.add(() -> one.orders().send(order));
                calls.add(() -> other.orders().send(order));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
                assertTrue(
                        answers.stream().allMatch(it -> it.status() == 200 || it.status() == 503));
            }
            assertEquals(outcome(one, order), outcome(other, order));
            assertEquals(1, discord.saying(order.key()).size());
        }
    }

    @Test
    void sendOneMessageWhenOneIsKilledBetweenSendingAndKeeping() throws Exception {
        var killed = start();
        await().atMost(PATIENCE).until(() -> killed.settles(say(fresh())));
        discord.fault("{\"path\":\"/messages\",\"delayMillis\":8000}");
        var order = say(fresh());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lost = threads.submit(() -> killed.settles(order));
            await().atMost(PATIENCE).until(() -> other.orders().send(order).status() == 503);
            killed.kill();
            assertTrue(!lost.get(30, TimeUnit.SECONDS));
        }
        await().atMost(PATIENCE).until(() -> discord.saying(order.key()).size() == 1);
        discord.fault("{}");
        assertInstanceOf(Applied.class, outcome(other, order));
        assertEquals(1, discord.saying(order.key()).size());
    }

    private Object outcome(Gateway gateway, EffectOrder order) {
        var answer =
                await().atMost(PATIENCE)
                        .until(() -> gateway.orders().send(order), it -> it.status() == 200);
        return gateway.orders().outcome(answer);
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private EffectOrder say(String text) {
        var channel = ChannelId.of(discord.channel("games"));
        var effect = new Effect.Say(channel, Content.text(text), null);
        return new EffectOrder(text, GuildId.of(discord.guild()), effect, "", null, null);
    }

    private Gateway start() throws IOException {
        var jar = Path.of("target/quarkus-app/quarkus-run.jar");
        assertTrue(Files.exists(jar), "build it first: ./mvnw -pl gateway-service -am package");
        var port = Sandbox.freePort();
        var folder = Files.createTempDirectory("gateway");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java, "-Xmx160m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
        builder.environment()
                .putAll(
                        Map.of(
                                "DATABASE_URL", Servers.postgres().url(),
                                "DATABASE_ADMIN_URL", Servers.postgres().adminUrl(),
                                "REDIS_URL", Servers.redis().url(),
                                "HOLDFAST_SECRET", HoldfastServers.SECRET,
                                "HOLDFAST_MIGRATION_SNAPSHOT", "skip",
                                "HOLDFAST_LOG_DIR", folder.resolve("logs").toString(),
                                "DISCORD_URL", discord.url().toString(),
                                "DISCORD_TOKEN", discord.token(),
                                "QUARKUS_HTTP_PORT", Integer.toString(port)));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var address = URI.create("http://127.0.0.1:" + port);
        return new Gateway(process, new Orders(address, "economy"));
    }
}
