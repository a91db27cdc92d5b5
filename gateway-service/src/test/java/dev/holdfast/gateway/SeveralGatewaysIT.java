package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Gateways as processes that are stopped, killed and paused while people use the bot. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralGatewaysIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration DEAD_TOKEN = Duration.ofMillis(3_500);

    private final List<GatewayProcess> gateways = new CopyOnWriteArrayList<>();
    private Sandbox discord;
    private Economy economy;

    @BeforeAll
    void open() throws IOException {
        discord = Sandbox.start("SANDBOX_SHARDS=2", "SANDBOX_MAX_CONCURRENCY=2");
        economy = new Economy();
    }

    @AfterAll
    void close() {
        economy.close();
        discord.close();
    }

    @AfterEach
    void end() throws InterruptedException, IOException {
        economy.release();
        for (var gateway : gateways) {
            gateway.signal("CONT");
            gateway.stop();
        }
        gateways.clear();
    }

    @Test
    @Tag("long")
    void aRollingRestartUnderLoadLosesNothing() throws Exception {
        start();
        start();
        untilHeld(2);
        var answers = new CopyOnWriteArrayList<String>();
        var done = new AtomicBoolean();
        var load =
                IntStream.range(0, 4)
                        .mapToObj(_ -> Thread.ofVirtual().start(() -> ask(answers, done)))
                        .toList();
        for (var old : List.copyOf(gateways)) {
            old.stop();
            gateways.remove(old);
            start();
        }
        untilHeld(2);
        done.set(true);
        for (var thread : load) {
            thread.join();
        }
        assertTrue(answers.size() > 100, "only %d commands".formatted(answers.size()));
        assertEquals(Set.of("Ada has 100 shells."), Set.copyOf(answers));
    }

    private void ask(List<String> answers, AtomicBoolean done) {
        while (!done.get()) {
            var answer = discord.command("ada", "general", "balance", "[]");
            answers.add(Sandbox.words(answer.path("reply")));
        }
    }

    @Test
    @Tag("long")
    void whatIsAskedWhileAGatewayIsDeadIsAnsweredByItsSuccessor() throws Exception {
        var first = start();
        untilHeld(2);
        start();
        for (var gateway : gateways) {
            await().atMost(LONG).until(() -> gateway.shards() == 1);
        }
        kill(first);
        var id = discord.start("ada", "general", "balance", "[]");
        untilAnswered(id, "Ada has 100 shells.");
    }

    @Test
    void whatADeadGatewayHadForwardedIsAnsweredOnce() throws Exception {
        start();
        start();
        untilHeld(2);
        economy.hold();
        var id = discord.start("ada", "general", "pay", pay("11"));
        await().atMost(LONG).until(() -> timesAsked(id) == 1);
        killAll();
        start();
        economy.release();
        await().atMost(LONG).until(() -> said("Paid 11 to Ben.") == 1);
        await().during(Duration.ofSeconds(2)).until(() -> said("Paid 11 to Ben.") == 1);
    }

    @Test
    @Tag("long")
    void anAnswerThatADeadGatewayHadPromisedIsGiven() throws Exception {
        start();
        untilHeld(2);
        economy.hold();
        var id = discord.start("ada", "general", "pay", pay("12"));
        await().atMost(LONG).until(() -> state(id).equals("DEFERRED"));
        killAll();
        start();
        economy.release();
        untilAnswered(id, "Paid 12 to Ben.");
        assertEquals(1, said("Paid 12 to Ben."));
    }

    @Test
    @Tag("long")
    void whatNoServiceBeganBeforeDiscordGaveUpIsNeverRunAndThePersonIsTold() throws Exception {
        start();
        untilHeld(2);
        killAll();
        var id = discord.start("ada", "general", "pay", pay("13"));
        await().pollDelay(DEAD_TOKEN).until(() -> state(id).equals("FAILED"));
        start();
        untilHeld(2);
        var next = discord.start("ada", "general", "balance", "[]");
        untilAnswered(next, "Ada has 100 shells.");
        await().atMost(LONG).until(() -> said(notRun("pay")) == 1);
        assertEquals(0, timesAsked(id));
        assertEquals(0, said("Paid 13 to Ben."));
    }

    @Test
    @Tag("long")
    void aPausedGatewayAnswersNothingTwice() throws Exception {
        var paused = start();
        start();
        untilHeld(2);
        economy.hold();
        var id = discord.start("ada", "general", "pay", pay("14"));
        await().atMost(LONG).until(() -> timesAsked(id) == 1);
        paused.signal("STOP");
        await().pollDelay(GatewayProcess.LEASE.multipliedBy(2)).until(() -> true);
        economy.release();
        paused.signal("CONT");
        await().atMost(LONG).until(() -> said("Paid 14 to Ben.") == 1);
        await().during(Duration.ofSeconds(3)).until(() -> said("Paid 14 to Ben.") == 1);
        untilHeld(2);
    }

    /** Each of the two is paused in turn, since one of them holds the guild's shard. */
    @Test
    @Tag("long")
    void whatOnlyOnePersonMayReadIsNotToldAgainByAGatewayThatWasPaused() throws Exception {
        var both = List.of(start(), start());
        for (var turn = 0; turn < both.size(); turn++) {
            untilHeld(2);
            economy.hold();
            var id = discord.start("ada", "general", "pay", pay("0"));
            await().atMost(LONG).until(() -> timesAsked(id) == 1);
            both.get(turn).signal("STOP");
            await().atMost(LONG).until(() -> state(id).equals("DEFERRED"));
            both.get(turn).signal("CONT");
            await().pollDelay(GatewayProcess.LEASE).until(() -> true);
            economy.release();
            var times = turn + 1;
            await().atMost(LONG).until(() -> said("Pay at least 1 shell.") == times);
            await().during(Duration.ofSeconds(2))
                    .until(() -> said("Pay at least 1 shell.") == times);
        }
    }

    @Test
    void aTypedCommandOfADeadGatewayIsAnsweredOnce() throws Exception {
        start();
        untilHeld(2);
        economy.hold();
        var message = discord.write("ada", "general", "!pay <@" + discord.person("ben") + "> 15");
        var id = message.path("messageId").asText(message.path("id").asText());
        await().atMost(LONG).until(() -> timesAsked(id) == 1);
        killAll();
        start();
        economy.release();
        await().atMost(LONG).until(() -> said("Paid 15 to Ben.") == 1);
        await().during(Duration.ofSeconds(2)).until(() -> said("Paid 15 to Ben.") == 1);
    }

    /** The service began it, and dies before a successor can ask. */
    @Test
    void whatADeadGatewayHadForwardedIsNotSaidToHaveChangedNothing() throws Exception {
        start();
        untilHeld(2);
        economy.hold();
        var slash = discord.start("ada", "general", "pay", pay("18"));
        var typed = id(discord.write("ben", "general", typedPay("17")));
        await().atMost(LONG).until(() -> state(slash).equals("DEFERRED"));
        await().atMost(LONG).until(() -> timesAsked(typed) == 1);
        killAll();
        economy.close();
        start();
        var unknown = "can’t say whether /pay went through";
        await().atMost(LONG).until(() -> saidAnywhere(unknown) == 2);
        assertEquals(0, saidAnywhere("nothing was changed"));
        economy.open();
    }

    /** The gateway dies while Discord is still asked who that id is. */
    @Test
    void aTypedCommandThatADeadGatewayWasLookingUpIsAnsweredOnce() throws Exception {
        start();
        untilHeld(2);
        discord.fault("{\"path\":\"/members/\",\"delayMillis\":5000}");
        var id = id(discord.write("ada", "general", "!pay %s 19".formatted(discord.person("ben"))));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        assertEquals(0, timesAsked(id));
        killAll();
        discord.fault("{}");
        start();
        await().atMost(LONG).until(() -> said("Paid 19 to Ben.") == 1);
        await().during(Duration.ofSeconds(2)).until(() -> said("Paid 19 to Ben.") == 1);
    }

    /** What is for one person only goes, though its gateway died. */
    @Test
    void aPrivateAnswerOfADeadGatewayIsTakenBack() throws Exception {
        start();
        untilHeld(2);
        discord.write("ada", "general", typedPay("0"));
        await().atMost(LONG).until(() -> saidAnywhere("Pay at least 1 shell.") == 1);
        killAll();
        start();
        await().atMost(LONG).until(() -> saidAnywhere("Pay at least 1 shell.") == 0);
    }

    private long saidAnywhere(String words) {
        return Sandbox.elements(discord.state().path("messages"))
                .flatMap(Sandbox::elements)
                .filter(message -> message.toString().contains(words))
                .count();
    }

    private String typedPay(String amount) {
        return "!pay <@%s> %s".formatted(discord.person("ben"), amount);
    }

    private static String id(JsonNode message) {
        return message.path("messageId").asText(message.path("id").asText());
    }

    private String notRun(String command) {
        return "<@%s>, I couldn’t answer your /%s in time, and nothing was changed. Try it again."
                .formatted(discord.person("ada"), command);
    }

    private GatewayProcess start() throws IOException {
        var gateway = GatewayProcess.start(discord, economy);
        gateways.add(gateway);
        return gateway;
    }

    private void kill(GatewayProcess gateway) throws InterruptedException {
        gateway.kill();
        gateways.remove(gateway);
    }

    private void killAll() throws InterruptedException {
        for (var gateway : gateways) {
            kill(gateway);
        }
    }

    private void untilHeld(int shards) {
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> {
                    var held = 0L;
                    for (var gateway : gateways) {
                        held += gateway.shards();
                    }
                    return held == shards;
                });
    }

    private void untilAnswered(String id, String text) {
        await(id)
                .atMost(LONG)
                .until(() -> Sandbox.words(discord.interaction(id).path("reply")), text::equals);
    }

    private String state(String id) {
        return discord.interaction(id).path("state").asText();
    }

    private long timesAsked(String id) {
        return economy.asked().stream().filter(each -> each.operation().value().equals(id)).count();
    }

    private long said(String text) {
        return Sandbox.elements(discord.state().path("messages"))
                .flatMap(Sandbox::elements)
                .map(message -> message.path("content"))
                .map(JsonNode::asText)
                .filter(text::equals)
                .count();
    }

    private String pay(String amount) {
        return "[{\"name\":\"member\",\"type\":6,\"value\":\"%s\"},{\"name\":\"amount\",\"type\":3,\"value\":\"%s\"}]"
                .formatted(discord.person("ben"), amount);
    }
}
