package dev.holdfast.kit.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.background.NewDeadLetter;
import dev.holdfast.kit.coordination.AbandonedRun;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.Secrets;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.outbox.GatewayStandIn;
import dev.holdfast.kit.outbox.GatewayStandIn.Said;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import dev.holdfast.kit.timer.Timers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class AlertsTest {

    private static final GuildId GUILD = new GuildId(91);
    private static final UserId ADA = new UserId(1);
    private static final Alert TIDE = new Alert("tide.high", "harbour", "The tide is high.");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String REFUSED =
            "{\"kind\":\"refused\",\"cause\":\"FORBIDDEN\",\"text\":\"<@%s> stands above me.\"}";

    @Inject UnitsOfWork work;
    @Inject Alerts alerts;
    @Inject Effects effects;
    @Inject Timers timers;
    @Inject Secrets secrets;
    @Inject Event<NewDeadLetter> deadLetter;
    @Inject Event<AbandonedRun> givenUp;

    private final Admin admin = new Admin("probe");
    private final GatewayStandIn gateway = GatewayStandIn.only();
    private final SettableClock clock = new SettableClock("probe");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listening = listening();

    @BeforeEach
    void nothingTold() {
        for (var table : List.of("outbox", "timer", "alert")) {
            admin.execute("delete from %s where guild_id in (0, 91)".formatted(table));
        }
        gateway.behave(_ -> Said.of(200, GatewayStandIn.APPLIED));
        Logger.getLogger("holdfast.alert").addHandler(listening);
    }

    @AfterEach
    void backToTheDatabasesTime() {
        Logger.getLogger("holdfast.alert").removeHandler(listening);
        clock.close();
    }

    @Test
    void theFirstIsToldAtOnceAndItsRepeatsAsOneLineWhenTheHourIsOver() {
        var unattributed = admin.count("select count(*) from unattributed_change");
        change(unit -> alerts.guild(unit, TIDE));
        awaitTold("The tide is high.");
        change(unit -> alerts.guild(unit, TIDE));
        change(unit -> alerts.guild(unit, TIDE));
        change(unit -> alerts.guild(unit, new Alert("tide.high", "bay", "High in the bay.")));
        awaitTold("The tide is high.", "High in the bay.");
        awaitNothingOrdered();
        clock.advance(HOUR);
        awaitNothingCounted();
        var last = told().getLast();
        assertEquals(3, told().size(), told()::toString);
        assertTrue(
                last.matches("The tide is high\\. \\(and 2 more times since <t:\\d+:t>\\)"), last);
        assertEquals(unattributed, admin.count("select count(*) from unattributed_change"));
    }

    @Test
    void whatDidNotHappenAgainIsToldOnceAndAnewTheNextTime() {
        change(unit -> alerts.guild(unit, TIDE));
        awaitTold("The tide is high.");
        awaitNothingOrdered();
        clock.advance(HOUR);
        awaitNothingCounted();
        assertEquals(1, told().size());
        change(unit -> alerts.guild(unit, TIDE));
        awaitTold("The tide is high.", "The tide is high.");
    }

    @Test
    void repeatsAreCountedOnWhicheverInstancesTheyHappen() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var instance = 1; instance <= 20; instance++) {
                var folding = new AlertDeduplicator(timers, effects, secrets);
                threads.execute(() -> change(unit -> folding.happened(unit, TIDE)));
            }
        }
        assertEquals(19, admin.count("select more from alert where guild_id = 91"));
        awaitTold("The tide is high.");
        awaitNothingOrdered();
        clock.advance(HOUR);
        awaitNothingCounted();
        assertEquals(2, told().size());
        assertTrue(told().getLast().contains("(and 19 more times"), told()::toString);
    }

    @Test
    void whatIsRolledBackIsNeitherToldNorCounted() {
        for (var time = 1; time <= 2; time++) {
            work.execute(
                    request(),
                    unit -> {
                        alerts.guild(unit, TIDE);
                        return Reply.refuse("no");
                    });
        }
        assertEquals(0, counted());
        change(unit -> alerts.guild(unit, TIDE));
        awaitTold("The tide is high.");
    }

    @Test
    void adminsHearOnceOfWhatDiscordForbidsWhomeverItIsAbout() {
        gateway.behave(order ->
                isTold(order)
                        ? Said.of(200, GatewayStandIn.APPLIED)
                        : Said.of(
                                200,
                                REFUSED.formatted(order.path("effect").path("user").asText())));
        for (var user = 7; user <= 9; user++) {
            var role = new Effect.GiveRole(new UserId(user), new RoleId(3));
            change(unit -> effects.order(unit, EffectRequest.effect(role)));
            awaitNothingOrdered();
        }
        assertEquals(List.of("<@7> stands above me."), told());
        assertEquals(2, admin.count("select more from alert where guild_id = 91"));
    }

    @Test
    void anAlertThatReachesNobodyRaisesNoOther() {
        gateway.behave(_ -> Said.of(200, GatewayStandIn.REFUSED));
        change(unit -> alerts.guild(unit, TIDE));
        awaitNothingOrdered();
        assertEquals(List.of("The tide is high."), told());
        assertEquals(1, counted());
    }

    @Test
    void aNoticeIsToldEachTimeAndTheOwnerHearsThatItsChannelIsClosed() {
        gateway.behave(order ->
                order.path("effect").path("elseOwner").asBoolean()
                        ? Said.of(200, GatewayStandIn.APPLIED)
                        : Said.of(200, GatewayStandIn.REFUSED));
        change(unit -> alerts.notice(unit, "Ada gave Ben 5."));
        change(unit -> alerts.notice(unit, "Ada gave Ben 5."));
        awaitNothingOrdered();
        assertEquals(
                List.of("Ada gave Ben 5.", "Ada gave Ben 5.", "Move the bot's role up."),
                told().stream().sorted().toList());
    }

    @Test
    void theOperatorHearsOnceOfRowsThatAreSetAsideAndOfEachJobThatIsGivenUp() {
        deadLetter.fire(new NewDeadLetter("outbox", GUILD, 4, "a bug"));
        deadLetter.fire(new NewDeadLetter("outbox", GUILD, 5, "a bug"));
        givenUp.fire(
                new AbandonedRun(
                        "sweep", Clock.systemUTC().instant(), "no broom, password=of-the-shed"));
        assertEquals(2, logged.size(), logged::toString);
        assertTrue(logged.get(0).startsWith("Row 4 of guild 91 in outbox"), logged::toString);
        assertTrue(logged.get(1).contains("no broom, password=***"), logged::toString);
        // What is being told when the clock is moved is told again, since its claim is over then.
        await().atMost(10, SECONDS).until(() -> toldToOperators().size() == 2);
        clock.advance(HOUR);
        await().atMost(15, SECONDS).until(() -> logged.size() == 3);
        assertTrue(logged.get(2).contains("(and once more since 20"), logged::toString);
        assertEquals(List.of(), told());
        await().atMost(10, SECONDS).until(() -> toldToOperators().containsAll(logged));
        assertEquals(3, toldToOperators().size(), () -> toldToOperators().toString());
    }

    @Test
    void aTextThatIsTooLongIsCut() {
        var alert = new Alert("tide.high", "harbour", "🌊".repeat(2_000));
        change(unit -> alerts.guild(unit, alert));
        await().atMost(10, SECONDS).until(() -> told().size() == 1);
        assertTrue(told().getFirst().endsWith("🌊…"), told()::toString);
    }

    private Handler listening() {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private void awaitTold(String... texts) {
        await().atMost(10, SECONDS).until(() -> told().equals(List.of(texts)));
    }

    private void awaitNothingCounted() {
        await().atMost(15, SECONDS).until(() -> counted() == 0);
        awaitNothingOrdered();
    }

    private void awaitNothingOrdered() {
        await().atMost(15, SECONDS)
                .until(() -> admin.count("select count(*) from outbox where guild_id = 91") == 0);
    }

    private long counted() {
        return admin.count("select count(*) from alert where guild_id = 91");
    }

    private static boolean isTold(JsonNode order) {
        return order.path("effect").path("kind").asText().equals("tell-admins");
    }

    /** What the guild's admins were told, in order. */
    private List<String> told() {
        return gateway.orders().stream()
                .filter(AlertsTest::isTold)
                .filter(order -> order.path("guild").asText().equals("91"))
                .map(order -> order.path("effect").path("text").asText())
                .toList();
    }

    /** What the gateway was to tell operators of these alerts. */
    private List<String> toldToOperators() {
        return gateway.orders().stream()
                .filter(order -> order.path("guild").asText().equals("0"))
                .map(order -> order.path("effect"))
                .filter(effect -> effect.path("kind").asText().equals("tell-operators"))
                .map(effect -> effect.path("text").asText())
                .filter(logged::contains)
                .toList();
    }

    private void change(Consumer<UnitOfWork> body) {
        work.execute(
                request(),
                unit -> {
                    body.accept(unit);
                    return Reply.say("done");
                });
    }

    private static Request request() {
        return new Request(Asking.freshKey(), GUILD, ADA, "alert", RequestHash.of("alert"));
    }
}
