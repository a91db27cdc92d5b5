package dev.holdfast.kit.timer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.TestTraces;
import dev.holdfast.kit.observe.TraceId;
import dev.holdfast.kit.probe.ProbeTimer;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Collector;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class TimersTest {

    private static final GuildId GUILD = new GuildId(71);
    private static final UserId ADA = new UserId(1);

    @Inject UnitsOfWork work;
    @Inject Timers timers;
    @Inject TimerStore store;
    @Inject TimerRunner firings;
    @Inject ProbeTimer kind;

    private final Admin admin = new Admin("probe");
    private final SettableClock clock = new SettableClock("probe");

    @BeforeEach
    void fourTalliesAtZero() {
        admin.execute("delete from timer where guild_id = 71");
        admin.execute("delete from tally where guild_id = 71");
        admin.execute(
                "insert into tally (guild_id, user_id) values (71, 1), (71, 2), (71, 3), (71, 4)");
        admin.execute("delete from unattributed_change");
        kind.fired.clear();
    }

    @AfterEach
    void backToTheDatabasesTime() {
        clock.close();
    }

    @Test
    void aTimerRunsOnceWhenItIsDueAndNotBefore() {
        schedule(timer("1", Duration.ofMinutes(10), ""));
        assertEquals(
                List.of("probe"),
                admin.list("select feature from timer where guild_id = 71", String.class));
        clock.advance(Duration.ofMinutes(9));
        await().during(Duration.ofSeconds(1)).until(() -> left() == 1);
        clock.advance(Duration.ofMinutes(1));
        awaitNothingLeft();
        assertEquals(1, total(1));
        assertEquals(0, admin.count("select count(*) from unattributed_change"));
    }

    @Test
    void manyOfOneGuildShareATransactionAndKeepTheirOwnOperations() {
        var before = operations();
        change(unit -> {
            for (var user = 1; user <= 4; user++) {
                timers.schedule(unit, timer(Integer.toString(user), Duration.ZERO, ""));
            }
        });
        awaitNothingLeft();
        for (var user = 1; user <= 4; user++) {
            assertEquals(1, total(user));
        }
        assertEquals(before + 4, operations());
        assertEquals(
                1, admin.count("select count(distinct xmin::text) from tally where guild_id = 71"));
    }

    @Test
    void eachTimersRunIsInTheTraceThatAskedForItAndLinkedToThoseThatRunWithIt() throws Exception {
        try (var collector = new Collector()) {
            var traces = TestTraces.to(collector);
            var asked = new Request(Asking.freshKey(), GUILD, ADA, "ask", RequestHash.of("ask"));
            try (var _ = traces.goOn("asks", asked.operation(), null)) {
                work.execute(
                        asked,
                        unit -> {
                            timers.schedule(unit, new Timer("traced", "1", unit.now(), 0, ""));
                            timers.schedule(unit, new Timer("traced", "2", unit.now(), 0, ""));
                            return Reply.say("asked");
                        });
            }
            var kinds = List.<TimerHandler>of(new Traced());
            var ours =
                    new TimerRunner(store, work, kinds, traces, new SimpleMeterRegistry(), _ -> {});
            var claims = store.claim(ours.kinds(), 1, 2, Duration.ofSeconds(10));
            ours.run(claims, System.nanoTime() + Duration.ofSeconds(10).toNanos());
            TestTraces.send(traces);
            var asking = spans("unit of work", collector).getFirst();
            var together = spans("unit of work", collector).getLast();
            assertEquals(spans("timers", collector).getFirst().id(), together.parent());
            var runs = spans("timer traced", collector);
            assertEquals(2, runs.size());
            for (var run : runs) {
                assertEquals(TraceId.of(asked.operation()).hex(), run.trace());
                assertEquals(asking.id(), run.parent());
                assertEquals(List.of(together.id()), run.links());
                assertEquals("done", run.notes().get("holdfast.outcome"));
            }
        }
    }

    /** The application knows of no such timers, and leaves them alone. */
    private static final class Traced implements TimerHandler {

        @Override
        public String name() {
            return "traced";
        }

        @Override
        public CatchUp catchUp(Timer timer) {
            return new CatchUp.Always();
        }

        @Override
        public OptionalLong generation(String subject, UnitOfWork unit) {
            return OptionalLong.of(0);
        }

        @Override
        public void run(DueTimer firing, UnitOfWork unit) {
            // It is looked at by whom it is run.
        }
    }

    private static List<Collector.Span> spans(String name, Collector collector) {
        return collector.spans().stream().filter(span -> span.name().equals(name)).toList();
    }

    @Test
    void aTimerOfAnEarlierGenerationEndsNothing() {
        schedule(timer("2", Duration.ofMinutes(1), ""));
        admin.execute("update tally set total = 7 where guild_id = 71 and user_id = 2");
        clock.advance(Duration.ofMinutes(1));
        awaitNothingLeft();
        assertEquals(7, total(2));
    }

    @Test
    void aTimerOfWhatIsGoneDoesNothing() {
        schedule(timer("99", Duration.ZERO, ""));
        awaitNothingLeft();
        assertEquals(List.of(), kind.fired);
    }

    @Test
    void afterAnOutageEachKindCatchesUpInItsOwnWay() {
        change(unit -> {
            timers.schedule(unit, timer("1", Duration.ofHours(1), ""));
            timers.schedule(unit, timer("2", Duration.ofHours(1), "note"));
            timers.schedule(unit, timer("3", Duration.ofHours(1), "day"));
            timers.schedule(unit, timer("4", Duration.ofHours(1), "hour"));
        });
        clock.advance(Duration.ofHours(30));
        awaitNothingLeft();
        assertEquals("1 1 0 0", "%d %d %d %d".formatted(total(1), total(2), total(3), total(4)));
        await().atMost(20, SECONDS).until(() -> kind.fired.size() == 2);
        for (var firing : kind.fired) {
            assertEquals("note".equals(firing.timer().payload()), firing.sayLate());
            assertTrue(firing.late().toHours() >= 29);
        }
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        schedule(timer("1", Duration.ofMinutes(5), ""));
        change(unit -> assertEquals(1, timers.cancel(unit, "probe", "1")));
        assertEquals(0, left());
    }

    @Test
    void whatIsRolledBackIsNeverDone() {
        work.execute(
                request(),
                unit -> {
                    timers.schedule(unit, timer("1", Duration.ZERO, ""));
                    return Reply.refuse("no");
                });
        assertEquals(0, left());
    }

    @Test
    void anAttemptThatWasOvertakenEndsNothing() {
        schedule(timer("1", Duration.ofDays(9), ""));
        admin.execute("update timer set kind = 'held' where guild_id = 71");
        clock.advance(Duration.ofDays(10));
        var first = store.claim(Set.of("held"), 1, 1, Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(2));
        var second = store.claim(Set.of("held"), 1, 1, Duration.ofMinutes(1));
        admin.execute("update timer set kind = 'probe' where guild_id = 71");
        firings.run(first, System.nanoTime() + Duration.ofSeconds(5).toNanos());
        assertEquals(0, total(1));
        firings.run(second, System.nanoTime() + Duration.ofSeconds(5).toNanos());
        firings.run(second, System.nanoTime() + Duration.ofSeconds(5).toNanos());
        assertEquals(1, total(1));
    }

    @Test
    void whatKeepsFailingIsSetAsideAndHoldsUpNobody() {
        schedule(timer("1", Duration.ZERO, "poison"));
        schedule(timer("2", Duration.ZERO, ""));
        await().atMost(20, SECONDS).until(() -> total(2) == 1);
        for (var failure = 1; failure <= 8; failure++) {
            var so = failure;
            await().atMost(20, SECONDS)
                    .until(() ->
                            admin.count("select failures from timer where guild_id = 71") == so);
            clock.advance(Duration.ofMinutes(6));
        }
        assertEquals(
                1,
                admin.count(
                        "select count(*) from timer where guild_id = 71 and aside_because = 'planted'"));
        assertEquals(0, total(1));
    }

    @Test
    void aTimerOfAKindOfAnotherBuildIsLeftForIt() {
        schedule(new Timer("newer", "1", work.read(GUILD, ADA, UnitOfWork::now), 0, ""));
        schedule(timer("2", Duration.ZERO, ""));
        await().atMost(20, SECONDS).until(() -> total(2) == 1);
        assertFalse(
                admin.list("select attempt from timer where guild_id = 71", Long.class)
                        .contains(1L));
    }

    private Timer timer(String subject, Duration ahead, String payload) {
        var now = work.read(GUILD, ADA, UnitOfWork::now);
        return new Timer("probe", subject, now.plus(ahead), 0, payload);
    }

    private void schedule(Timer timer) {
        change(unit -> timers.schedule(unit, timer));
    }

    private void change(Consumer<UnitOfWork> change) {
        work.execute(
                request(),
                unit -> {
                    change.accept(unit);
                    return Reply.say("");
                });
    }

    private void awaitNothingLeft() {
        await().atMost(10, SECONDS).until(() -> left() == 0);
    }

    private long left() {
        return admin.count("select count(*) from timer where guild_id = 71");
    }

    private long total(long user) {
        return admin.count("select total from tally where guild_id = 71 and user_id = " + user);
    }

    private long operations() {
        return admin.count(
                "select count(*) from operation where guild_id = 71 and command = 'timer probe'");
    }

    private static Request request() {
        return new Request(Asking.freshKey(), GUILD, ADA, "schedule", RequestHash.of("schedule"));
    }
}
