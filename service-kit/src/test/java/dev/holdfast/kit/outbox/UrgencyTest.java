package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person waits for leaves at once, however much else waits. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class UrgencyTest extends OutboxScene {

    private static final long[] GUILDS = LongStream.range(6_100, 6_108).toArray();

    private static final long ALMOST_TWO_SECONDS = Duration.ofMillis(1_500).toNanos();

    private record Arrival(String reason, long nanos) {}

    private final CountDownLatch untilReleased = new CountDownLatch(1);

    @AfterEach
    void letTheOthersGo() {
        untilReleased.countDown();
        gateway.behave(_ -> Said.of(200, GatewayStandIn.APPLIED));
        await().atMost(15, SECONDS)
                .until(() ->
                        admin.count(
                                        "select count(*) from outbox where guild_id between 6100 and 6199")
                                == 0);
        awaitNothingLeft();
    }

    @Test
    void leavesWhileAsManyPatientOnesAsMayBeAreUnderWay() {
        gateway.behave(this::keepingThePatient);
        for (var guild : GUILDS) {
            order(
                    guild,
                    LongStream.rangeClosed(1, 20)
                            .mapToObj(user -> role(user).because("patient"))
                            .toArray(EffectRequest[]::new));
        }
        await().atMost(10, SECONDS).until(() -> count("patient") == 24);
        order(role(7).because("urgent").urgently());
        await().atMost(20, SECONDS).until(() -> count("urgent") == 1);
        assertEquals(24, count("patient"), "places are kept for urgent ones");
    }

    @Test
    void oneGuildHasItsMostUnderWayHoweverMuchItOrders() {
        gateway.behave(this::keepingThePatient);
        for (var user = 1; user <= 5; user++) {
            order(role(user).because("patient"));
            var many = user;
            await().atMost(20, SECONDS).until(() -> count("patient") == many);
        }
        work.execute(
                request(),
                unit -> {
                    for (var user = 6; user <= 20; user++) {
                        effects.order(unit, role(user).because("patient"));
                    }
                    return Reply.say("ordered");
                });
        order(GUILDS[0], role(1).because("elsewhere"));
        await().atMost(20, SECONDS).until(() -> count("elsewhere") == 1);
        var claimed =
                admin.count("select count(*) from outbox where guild_id = 61 and attempt > 0");
        assertTrue(claimed <= 8, () -> claimed + " of one guild are under way");
    }

    /**
     * As one that is being ended is, whose listener waits for what the unit of work has written.
     */
    @Test
    void waitsForNoneThatIsInUse() throws Exception {
        gateway.behave(this::keepingThePatient);
        order(role(7).because("patient"));
        await().atMost(20, SECONDS).until(() -> count("patient") == 1);
        order(role(7).because("between"));
        admin.holding(
                "select from outbox where guild_id = 61 and reason = 'patient' for update",
                () ->
                        assertTimeoutPreemptively(
                                Duration.ofSeconds(20),
                                () -> {
                                    order(role(7).because("urgent").urgently());
                                    return 1;
                                }));
        assertEquals(2, admin.count("select count(*) from outbox where guild_id = 61 and urgent"));
    }

    @Test
    void takesAlongWhatIsAheadOfItOnItsTarget() {
        gateway.behave(this::keepingThePatient);
        order(role(7).because("patient"));
        order(role(7).because("between"));
        await().atMost(20, SECONDS).until(() -> count("patient") == 1);
        order(role(7).because("urgent").urgently());
        assertEquals(3, admin.count("select count(*) from outbox where guild_id = 61 and urgent"));
        untilReleased.countDown();
        awaitNothingLeft();
        assertEquals(List.of("patient", "between", "urgent"), gateway.reasons());
    }

    @Test
    void aNewMessageOvertakesPatientOnesOfItsChannel() {
        gateway.behave(this::keepingThePatient);
        order(say("patient"));
        await().atMost(20, SECONDS).until(() -> count("patient") == 1);
        order(say("urgent").urgently());
        await().atMost(20, SECONDS).until(() -> count("urgent") == 1);
    }

    @Test
    void onlyThePatientOfAGuildThatIsToldToWaitDo() {
        assertTrue(
                Stream.generate(this::patientOnesAloneWait).limit(3).anyMatch(alone -> alone),
                "each time others came as late as those that were told to wait");
    }

    /**
     * False where others came as late, as they may where the machine stands still. How long one
     * waits that was told so does not depend on that.
     */
    private boolean patientOnesAloneWait() {
        var arrivals = new ConcurrentLinkedQueue<Arrival>();
        var areToWait = new AtomicBoolean(true);
        gateway.behave(order -> {
            var reason = order.path("reason").asText();
            arrivals.add(new Arrival(reason, System.nanoTime()));
            return "patient".equals(reason) && areToWait.get()
                    ? Said.later(2)
                    : Said.of(200, GatewayStandIn.APPLIED);
        });
        order(role(1).because("patient"));
        await().atMost(20, SECONDS)
                .until(() ->
                        admin.count(
                                        "select count(*) from outbox where guild_id = 61 and attempt > 0 and"
                                                + " ready_at < now() + interval '5 s'")
                                == 1);
        order(role(2).because("patient"));
        order(GUILDS[0], role(2).because("elsewhere"));
        order(role(3).because("urgent").urgently());
        await().atMost(20, SECONDS).until(() -> count("elsewhere") == 1 && count("urgent") == 1);
        areToWait.set(false);
        awaitNothingLeft();
        var patient = arrivals.stream().filter(each -> each.reason().equals("patient")).toList();
        assertTrue(patient.size() >= 3, "one again, and the other");
        var waited = patient.get(1).nanos() - patient.get(0).nanos();
        assertTrue(waited > ALMOST_TWO_SECONDS, "it was told to wait");
        return arrivals.stream()
                .filter(each -> !each.reason().equals("patient"))
                .allMatch(each -> each.nanos() - patient.get(0).nanos() < ALMOST_TWO_SECONDS);
    }

    private Said keepingThePatient(JsonNode order) {
        if ("patient".equals(order.path("reason").asText())) {
            try {
                assertTrue(untilReleased.await(9, SECONDS));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        return Said.of(200, GatewayStandIn.APPLIED);
    }

    private long count(String reason) {
        return gateway.reasons().stream().filter(reason::equals).count();
    }

    private static EffectRequest say(String why) {
        return EffectRequest.effect(new Effect.Say(new ChannelId(5), Content.text("hi"), null))
                .because(why);
    }

    private void order(long guild, EffectRequest... wanted) {
        var request =
                new Request(
                        Asking.freshKey(),
                        new GuildId(guild),
                        new UserId(1),
                        "order",
                        RequestHash.of("order"));
        work.execute(
                request,
                unit -> {
                    for (var each : wanted) {
                        effects.order(unit, each);
                    }
                    return Reply.say("ordered");
                });
    }
}
