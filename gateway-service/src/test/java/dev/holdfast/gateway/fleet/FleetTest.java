package dev.holdfast.gateway.fleet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests on their way to services that speak real HTTP and have their troubles. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class FleetTest {

    private static final int PLACES = 6;
    private static final int AT_A_TIME = 2;
    private static final CommandSpec BALANCE = CommandSpec.read("balance", "Shows a purse");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InvocationOutcome ANSWERED =
            new InvocationOutcome.Answered(Reply.say("Person 8 has 100 shells."));
    private static final InvocationOutcome BUSY = new InvocationOutcome.Busy();
    private static final InvocationOutcome UNCERTAIN = new InvocationOutcome.Uncertain();
    private static final Duration SHORT = Duration.ofMillis(300);

    @Inject ServiceClient client;
    @Inject OwnService own;
    @Inject Keys keys;
    @Inject ObjectMapper json;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Economy economy;
    private Economy tavern;
    private Fleet fleet;

    private record Settings(
            Optional<String> services,
            Duration serviceTimeout,
            Duration servicePatience,
            Duration serviceBreak,
            int servicePlaces,
            int serviceConcurrency)
            implements FleetSettings {}

    @BeforeEach
    void twoServices() throws IOException {
        economy = new Economy();
        tavern = new Economy();
        fleet = fleet("economy=%s,tavern=%s".formatted(at(economy), at(tavern)), LONG);
    }

    @AfterEach
    void closed() {
        threads.shutdownNow();
        economy.release();
        tavern.release();
        economy.close();
        tavern.close();
    }

    @Test
    void oneThatHangsTakesNoPlaceOfAnother() throws InterruptedException {
        tavern.hold();
        var held =
                IntStream.range(0, PLACES)
                        .mapToObj(_ -> threads.submit(() -> ask("tavern")))
                        .toList();
        var taken =
                metrics.get("holdfast.gateway.service.bulkhead").tag("service", "tavern").gauge();
        await().until(() -> taken.value() == PLACES);
        assertEquals(BUSY, ask("tavern"));
        assertEquals(ANSWERED, ask("economy"));
        await().until(() -> tavern.asked().size() == AT_A_TIME);
        tavern.release();
        await().until(() -> held.stream().allMatch(each -> each.isDone()));
        held.forEach(each -> assertEquals(ANSWERED, each.resultNow()));
        assertEquals(0, taken.value());
    }

    @Test
    void whatACommandNeedsIsInUseAndNobodyIsAskedAgain() throws InterruptedException {
        economy.failWith(Problem.Kind.BUSY, 1);
        assertEquals(BUSY, ask("economy"));
        assertEquals(1, economy.asked().size());
    }

    @Test
    void oneThatHasTooMuchToDoIsAskedOnceMore() throws InterruptedException {
        economy.failWith(Problem.Kind.OVERLOADED, 1);
        assertEquals(ANSWERED, ask("economy"));
        economy.failWith(Problem.Kind.OVERLOADED, 9);
        assertEquals(BUSY, ask("economy"));
        assertEquals(4, economy.asked().size());
    }

    @Test
    void anotherInstanceIsAskedInPlaceOfOneThatHasTooMuchToDo() throws InterruptedException {
        fleet = fleet("economy=%s|%s".formatted(at(economy), at(tavern)), LONG);
        economy.failWith(Problem.Kind.OVERLOADED, 9);
        for (var each = 0; each < 4; each++) {
            assertEquals(ANSWERED, ask("economy"));
        }
        assertEquals(4, tavern.asked().size());
    }

    /** The likeliest one to stand in its own way is the earlier attempt. */
    @Test
    void nobodyIsToldThatNothingHappenedAfterAnAttemptThatMayHaveRun() throws InterruptedException {
        economy.failWith(503);
        economy.failWith(Problem.Kind.BUSY, 1);
        economy.failWith(Problem.Kind.OVERLOADED, 1);
        assertEquals(ANSWERED, ask("economy"));
        assertEquals(4, economy.asked().size());
        fleet = fleet("economy=" + at(economy), Duration.ofSeconds(1));
        economy.failWith(503);
        economy.failWith(Problem.Kind.OVERLOADED, 99);
        assertInstanceOf(InvocationOutcome.Uncertain.class, ask("economy"));
    }

    /** An earlier delivery may have moved coins. */
    @Test
    void nobodyIsToldThatNothingHappenedOfARepeatedRequest() throws Exception {
        fleet = fleet("economy=" + at(economy), Duration.ofSeconds(1));
        economy.failWith(Problem.Kind.OVERLOADED, 99);
        assertEquals(UNCERTAIN, askAgain());
        economy.forgetFailures();
        economy.failWith(422);
        assertEquals(UNCERTAIN, askAgain());
        economy.failWith(Problem.Kind.BUSY, 1);
        assertEquals(ANSWERED, askAgain());
        economy.close();
        assertEquals(UNCERTAIN, askAgain());
        economy.open();
        fleet = fleet("tavern=" + at(tavern), LONG);
        assertEquals(UNCERTAIN, askAgain());
    }

    @Test
    void aFileTakesOneOfTheServicesPlacesWhileItIsDrawn() throws Exception {
        tavern.hold();
        var held =
                IntStream.range(0, PLACES)
                        .mapToObj(_ -> threads.submit(() -> draw("tavern", "echo")))
                        .toList();
        var taken =
                metrics.get("holdfast.gateway.service.bulkhead").tag("service", "tavern").gauge();
        await().until(() -> taken.value() == PLACES);
        assertThrows(IOException.class, () -> draw("tavern", "echo"));
        assertEquals(BUSY, ask("tavern"));
        tavern.release();
        for (var each : held) {
            try (var body = each.get()) {
                assertEquals("a seal", new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertEquals(0, taken.value());
    }

    @Test
    void oneThatKeepsFailingToDrawIsLeftAlone() throws InterruptedException {
        fleet = fleet("economy=" + at(economy), LONG, LONG);
        economy.failWith(Problem.Kind.UNAVAILABLE, 4);
        for (var each = 0; each < 4; each++) {
            assertThrows(IOException.class, () -> draw("economy", "echo"));
        }
        assertThrows(IOException.class, () -> draw("economy", "echo"));
        assertEquals(new InvocationOutcome.Away(), ask("economy"));
        assertEquals(0, economy.asked().size());
    }

    /** A past fault: one failing command took every other one of its service with it. */
    @Test
    void aCommandThatFailsLeavesTheInstanceToAllOthers() throws InterruptedException {
        fleet = fleet("economy=" + at(economy), Duration.ofSeconds(1), LONG);
        economy.failWith(Problem.Kind.INTERNAL, 99);
        assertEquals(UNCERTAIN, ask("economy"));
        assertEquals(UNCERTAIN, ask("economy"));
        assertThrows(IOException.class, () -> draw("economy", "echo"));
        economy.forgetFailures();
        assertEquals(ANSWERED, ask("economy"));
    }

    @Test
    void anAnswerThatStallsIsGivenUpAndItsPlaceIsFree() throws Exception {
        fleet = impatient();
        economy.stall();
        for (var each = 0; each <= PLACES; each++) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> assertEquals(UNCERTAIN, ask("economy")));
        }
        economy.release();
        assertEquals(ANSWERED, ask("economy"));
    }

    @Test
    void aFileThatStallsIsGivenUp() throws Exception {
        fleet = impatient();
        economy.stall();
        try (var body = draw("economy", "echo")) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThrows(IOException.class, body::readAllBytes));
        }
    }

    private InputStream draw(String service, String drawing)
            throws IOException, InterruptedException {
        var file = new Attachment("seal.txt", drawing, Map.of("text", "a seal"));
        return fleet.service(service).draw(file).stream();
    }

    private InvocationOutcome ask(String service) throws InterruptedException {
        var asking = Asking.in(new GuildId(7)).by(new UserId(8)).command("balance").build();
        return fleet.service(service).invoke(BALANCE, asking, DeliveryKind.FIRST, _ -> {});
    }

    private InvocationOutcome askAgain() throws InterruptedException {
        var asking = Asking.in(new GuildId(7)).by(new UserId(8)).command("balance").build();
        return fleet.service("economy").invoke(BALANCE, asking, DeliveryKind.REPEATED, _ -> {});
    }

    private Fleet fleet(String services, Duration patience) {
        return fleet(services, patience, Duration.ofMillis(100));
    }

    private Fleet fleet(String services, Duration patience, Duration pause) {
        return new Fleet(
                client,
                new Settings(Optional.of(services), LONG, patience, pause, PLACES, AT_A_TIME),
                own,
                TestLoops.discovery(),
                metrics);
    }

    private Fleet impatient() {
        var services = Optional.of("economy=" + at(economy));
        var settings = new Settings(services, SHORT, SHORT, Duration.ZERO, PLACES, AT_A_TIME);
        var impatient = new ServiceClient("gateway", settings, keys, json);
        return new Fleet(impatient, settings, own, TestLoops.discovery(), metrics);
    }

    private static String at(Economy service) {
        return "http://127.0.0.1:" + service.port();
    }
}
