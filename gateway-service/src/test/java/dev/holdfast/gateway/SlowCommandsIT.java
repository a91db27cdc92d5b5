package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Service and gateway are killed in turn, and both at once, in the middle of a slow command and of
 * a job. {@code -Dslow.kills=20} is the long form.
 */
@Tag("chaos")
class SlowCommandsIT {

    private static final int KILLS = Integer.getInteger("slow.kills", 3);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofSeconds(2);
    private static final int VICTIMS = 3;

    private final Keys keys = TestKeys.with(HoldfastServers.SECRET);
    private final Admin admin = new Admin("gateway");
    private final List<AutoCloseable> open = new ArrayList<>();
    private Sandbox discord;
    private GatewayProcess gateway;
    private SlowServiceProcess service;
    private int port;
    private int other;

    private void start(String... settings) throws Exception {
        discord = Sandbox.start(settings);
        open.add(discord);
        port = Sandbox.freePort();
        other = Sandbox.freePort();
        startService();
        startGateway();
        untilKnown();
    }

    private void startGateway() throws Exception {
        var both = "economy=http://127.0.0.1:%d|http://127.0.0.1:%d".formatted(port, other);
        gateway = GatewayProcess.start(discord, port, Map.of("HOLDFAST_SERVICES", both));
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
        start();
        var before = audits("action = 'sweep'");
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
        assertEquals(before + (long) KILLS * SlowServiceProcess.STEPS, audits("action = 'sweep'"));
        assertEquals(
                audits("action = 'sweep'"),
                admin.count("select count(distinct operation) from audit where action = 'sweep'"));
    }

    /** A process that stands still for longer than its claim does nothing more of it. */
    @Test
    void aProcessThatWasPausedWritesNothingLate() throws Exception {
        start();
        enqueue(0);
        var id = crawl();
        await("progress").atMost(LONG).until(() -> progress() > 0);
        service.signal("STOP");
        try (var second = SlowServiceProcess.start(other, keys)) {
            await("reply").atMost(LONG).until(() -> said("Crawled " + id) == 1);
            await("job").atMost(LONG).until(() -> openJobs() == 0);
            var written = audits("true");
            service.signal("CONT");
            await().during(LATE).atMost(LONG).until(() -> audits("true") == written);
            var bySecond = "operation = '%s' and (detail->>'process')::bigint = %d";
            assertEquals(1, audits(bySecond.formatted(id, second.pid())));
            assertEquals(1, said("Crawled " + id));
            assertEquals(0, progress());
        }
        var next = crawl();
        await("the one that was paused").atMost(LONG).until(() -> said("Crawled " + next) == 1);
    }

    /** Discord's 15 minutes are 2 s here, and the command takes 3. */
    @Test
    void whatComesAfterTheTokensTimeIsAMessageOfTheBots() throws Exception {
        start("SANDBOX_TOKEN_LIFE=PT2S");
        var id = crawl();
        await("progress").atMost(LONG).until(() -> progress() > 0);
        await("reply").atMost(LONG).until(() -> said("Crawled " + id) == 1);
        assertFalse(messages().anyMatch(it -> saysBy(it, id)), "not by the token");
        assertEquals(0, progress());
        var late = crawl();
        await("progress").atMost(LONG).until(() -> progress() > 0);
        replaceGateway();
        await("late reply").atMost(LONG).until(() -> said("Crawled " + late) == 1);
        await("card").atMost(LONG).until(() -> progress() == 0);
        assertEquals(1, said("Crawled " + late));
    }

    /** What shows the progress of a typed one is no answer, and does not outlive it. */
    @Test
    void aTypedCommandsProgressGivesWayToItsAnswerThoughTheGatewayIsKilled() throws Exception {
        start();
        for (var kill = 0; kill < KILLS; kill++) {
            var asked = discord.write("ada", "general", "!" + SlowServiceProcess.COMMAND);
            var id = asked.path("messageId").asText();
            await("progress of " + id).atMost(LONG).until(() -> progress() > 0);
            replaceGateway();
            await("reply to " + id).atMost(LONG).until(() -> said("Crawled " + id) == 1);
            await("card of " + id).atMost(LONG).until(() -> progress() == 0);
            assertEquals(1, said("Crawled " + id), id);
            assertEquals(1, audits("action = 'crawl' and operation = '" + id + "'"), id);
        }
    }

    private static boolean saysBy(JsonNode message, String interaction) {
        return Sandbox.words(message).contains("Crawled")
                && message.path("interaction_metadata").path("id").asText().equals(interaction);
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
        startGateway();
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
