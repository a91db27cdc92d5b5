package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.gateway.testing.SlowServiceProcess;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Service and gateway are killed in turn, and both at once, in the middle of a slow command and of
 * a job (issue 11, acceptance 3). {@code -Dslow.kills=20} is the long form.
 */
@Tag("chaos")
class SlowCommandsIT {

    private static final int KILLS = Integer.getInteger("slow.kills", 3);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int VICTIMS = 3;

    private final Keys keys = TestKeys.with(HoldfastServers.SECRET);
    private final Admin admin = new Admin("gateway");
    private final List<AutoCloseable> open = new ArrayList<>();
    private Sandbox discord;
    private GatewayProcess gateway;
    private SlowServiceProcess service;
    private int port;

    @BeforeEach
    void start() throws Exception {
        discord = Sandbox.start();
        port = Sandbox.freePort();
        gateway = GatewayProcess.start(discord, port, Map.of());
        startService();
        open.add(discord);
    }

    @AfterEach
    void end() throws Exception {
        gateway.close();
        service.close();
        for (var each : open) {
            each.close();
        }
    }

    private void startService() throws Exception {
        service = SlowServiceProcess.start(port, keys);
    }

    @Test
    void eachReplyArrivesAndEachJobGoesOnOnceWhoeverIsKilled() throws Exception {
        untilKnown();
        var asked = new ArrayList<String>();
        for (var kill = 0; kill < KILLS; kill++) {
            enqueue(kill);
            var id = crawl();
            asked.add(id);
            await("progress of " + id).atMost(LONG).until(() -> progress() > 0);
            switch (kill % VICTIMS) {
                case 0 -> replaceService();
                case 1 -> replaceGateway();
                default -> {
                    service.kill();
                    replaceGateway();
                    startService();
                }
            }
            await("reply to " + id).atMost(LONG).until(() -> said("Crawled " + id) == 1);
            await("job " + kill).atMost(LONG).until(() -> openJobs() == 0);
            assertEquals(0, progress());
            System.out.printf("kill %d of %d%n", kill + 1, KILLS);
        }
        for (var id : asked) {
            assertEquals(1, said("Crawled " + id), id);
            assertEquals(1, audits("action = 'crawl' and operation = '" + id + "'"), id);
        }
        assertEquals((long) KILLS * SlowServiceProcess.STEPS, audits("action = 'sweep'"));
        assertEquals(
                (long) KILLS * SlowServiceProcess.STEPS,
                admin.count("select count(distinct operation) from audit where action = 'sweep'"));
    }

    /** Until the gateway has published the command, nobody can use it. */
    private void untilKnown() {
        var first = new AtomicReference<>("");
        await().atMost(LONG).untilAsserted(() -> first.set(crawl()));
        await().atMost(LONG).until(() -> said("Crawled " + first.get()) == 1);
    }

    private String crawl() {
        return discord.start("ada", "general", SlowServiceProcess.COMMAND, "[]");
    }

    private void replaceService() throws Exception {
        service.kill();
        startService();
    }

    private void replaceGateway() throws Exception {
        gateway.kill();
        gateway = GatewayProcess.start(discord, port, Map.of());
    }

    private void enqueue(int run) {
        var instant = Clock.systemUTC().instant().minusSeconds(run);
        admin.execute(
                "insert into job_run (job, scheduled_for, ready_at) values ('%s', '%s', now())"
                        .formatted(SlowServiceProcess.JOB, instant));
    }

    private long openJobs() {
        return admin.count("select count(*) from job_run where job = 'sweep' and done_at is null");
    }

    private long audits(String which) {
        return admin.count("select count(*) from audit where " + which);
    }

    private long progress() {
        return messages().filter(message -> Sandbox.words(message).contains("▱")).count();
    }

    private long said(String text) {
        return messages().filter(message -> Sandbox.words(message).contains(text)).count();
    }

    private Stream<JsonNode> messages() {
        var channel = discord.state().path("messages").path(discord.channel("general"));
        return StreamSupport.stream(channel.spliterator(), false);
    }
}
