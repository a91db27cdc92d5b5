package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged sandbox in the middle of its work. */
class KillIT {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
    private static final int WRITERS = 4;
    private static final int ENOUGH = 400;

    @TempDir Path folder;
    private Process process;

    private Client start() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(java, "-Xmx128m", "-jar", "target/quarkus-app/quarkus-run.jar")
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "SANDBOX_DATA",
                                folder.resolve("data").toString(),
                                "SANDBOX_LOG_DIR",
                                folder.toString(),
                                "QUARKUS_HTTP_PORT",
                                "0"));
        process = builder.start();
        var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var address = LISTENING.matcher(line);
            if (address.find())
                return new Client(URI.create(address.group(1) + "/"), new SettableClock());
        }
        throw new AssertionError("the sandbox did not start");
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void whatWasAnsweredOutlivesAKill() throws Exception {
        var client = start();
        var token = client.token();
        for (var round = 0; round < 2; round++) {
            var acknowledged = writeUntilKilled(client);
            client = start();
            assertEquals(token, client.token());
            var kept = new HashSet<String>();
            var channel = client.channel("bank");
            client.send("GET", "/sandbox/state?messages=10000", null)
                    .body()
                    .path("messages")
                    .path(channel)
                    .forEach(message -> kept.add(message.path("id").asText()));
            acknowledged.removeAll(kept);
            assertEquals(Set.of(), acknowledged, "answered and then lost");
        }
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it stops when asked to");
    }

    private Set<String> writeUntilKilled(Client client) throws InterruptedException {
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        var alive = new AtomicBoolean(true);
        var enough = new CountDownLatch(ENOUGH);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++)
                writers.execute(() -> write(client, acknowledged, enough, alive));
            assertTrue(enough.await(120, TimeUnit.SECONDS), "the sandbox was too slow");
            process.destroyForcibly().waitFor();
            alive.set(false);
        }
        return acknowledged;
    }

    private static void write(
            Client client, Set<String> acknowledged, CountDownLatch enough, AtomicBoolean alive) {
        try {
            while (alive.get()) {
                var answer =
                        client.act(client.act("message", "ada", "bank").put("content", "kept?"));
                acknowledged.add(answer.body().path("messageId").asText());
                enough.countDown();
            }
        } catch (RuntimeException _) {
            alive.set(false);
        }
    }
}
