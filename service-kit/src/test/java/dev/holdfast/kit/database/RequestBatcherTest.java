package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.observe.TestTraces;
import dev.holdfast.kit.observe.TraceId;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Collector;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A first request is held in the middle of its work, so that all that follow meet in one group. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@Timeout(30)
class RequestBatcherTest {

    private static final GuildId GUILD = new GuildId(47);
    private static final UserId ADA = new UserId(1);
    private static final UserId BEN = new UserId(2);
    private static final String ADD =
            "update tally set total = total + 1 where guild_id = 47 and user_id = ?";

    @Inject RequestBatcher groups;
    @Inject UnitsOfWork work;

    private final Admin admin = new Admin("probe");
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private Traces traces = Traces.none();
    private final List<Thread> callers = new ArrayList<>();

    @BeforeEach
    void twoTalliesAtZero() {
        admin.execute("delete from tally where guild_id = 47");
        admin.execute("insert into tally (guild_id, user_id) values (47, 1), (47, 2)");
    }

    @Test
    void requestsThatMeetShareATransaction() throws Exception {
        var first = holdTheFirst();
        var others = new ArrayList<FutureTask<RequestOutcome>>();
        for (var other = 0; other < 8; other++) {
            others.add(ask(request(), ADA));
        }
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        for (var other = 0; other < 8; other++) {
            assertEquals(
                    new RequestOutcome.Done(Reply.say(Integer.toString(other + 1)), false),
                    others.get(other).get());
        }
        assertEquals(List.of(1, 8), sizes);
        assertEquals(8, total(ADA));
    }

    @Test
    void theSameRequestTwiceInAGroupIsExecutedOnce() throws Exception {
        var twice = request();
        var first = holdTheFirst();
        var one = ask(twice, ADA);
        var other = ask(twice, ADA);
        var third = ask(request(), ADA);
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), one.get());
        assertEquals(new RequestOutcome.Done(Reply.say("1"), true), other.get());
        assertEquals(new RequestOutcome.Done(Reply.say("2"), false), third.get());
        assertEquals(2, total(ADA));
    }

    @Test
    void twoRequestsUnderTheSameKeyInAGroupAreNotTakenForOne() throws Exception {
        var request = request();
        var reused =
                new Request(request.operation(), GUILD, ADA, "together", RequestHash.of("other"));
        var first = holdTheFirst();
        var one = ask(request, ADA);
        var other = ask(reused, ADA);
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), one.get());
        assertEquals(new RequestOutcome.KeyReused(), other.get());
        assertEquals(1, total(ADA));
    }

    @Test
    void whatWasExecutedBeforeGetsItsStoredReply() throws Exception {
        var before = request();
        work.execute(before, unit -> Reply.say("before"));
        var first = holdTheFirst();
        var again = ask(before, ADA);
        var fresh = ask(request(), ADA);
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        assertEquals(new RequestOutcome.Done(Reply.say("before"), true), again.get());
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), fresh.get());
        assertEquals(1, total(ADA));
    }

    @Test
    void aKeyThatBelongsToAnotherRequestIsRefusedAndTheRestIsDone() throws Exception {
        var before = request();
        work.execute(before, unit -> Reply.say("before"));
        var reused =
                new Request(before.operation(), GUILD, ADA, "together", RequestHash.of("other"));
        var first = holdTheFirst();
        var again = ask(reused, ADA);
        var fresh = ask(request(), ADA);
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        assertEquals(new RequestOutcome.KeyReused(), again.get());
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), fresh.get());
        assertEquals(1, total(ADA));
    }

    @Test
    void aRefusalLeavesNothingBehindAndTheOthersAreDone() throws Exception {
        var refused = request();
        var first = holdTheFirst();
        var one = ask(request(), ADA);
        var other = ask(refused, new UserId(404));
        var third = ask(request(), ADA);
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        assertInstanceOf(RequestOutcome.Done.class, one.get());
        assertEquals(new RequestOutcome.Done(Reply.refuse("nobody"), false), other.get());
        assertInstanceOf(RequestOutcome.Done.class, third.get());
        assertEquals(2, total(ADA));
        assertEquals(
                new RequestOutcome.Done(Reply.refuse("nobody"), true),
                work.execute(refused, unit -> Reply.say("never")));
    }

    @Test
    void anErrorIsTheErrorOfTheOneWhoMadeIt() throws Exception {
        var first = holdTheFirst();
        var one = ask(request(), ADA);
        var other = ask(request(), new UserId(500));
        release();
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), first.get());
        assertInstanceOf(RequestOutcome.Done.class, one.get());
        var thrown = assertThrows(ExecutionException.class, other::get);
        assertInstanceOf(ArithmeticException.class, thrown.getCause());
        assertEquals(1, total(ADA));
    }

    @Test
    void whoWaitsForAGroupHasTheirWaitInTheirOwnTraceAndItIsLinkedToWhoeverLeadsThem()
            throws Exception {
        try (var collector = new Collector()) {
            traces = TestTraces.to(collector);
            var first = holdTheFirst();
            var waiting = List.of(request(), request(), request());
            var asked = new ArrayList<FutureTask<RequestOutcome>>();
            for (var request : waiting) {
                asked.add(ask(request, ADA));
            }
            release();
            first.get();
            for (var each : asked) {
                each.get();
            }
            TestTraces.send(traces);
            var leads = span("lead a group", waiting.getFirst(), collector);
            assertEquals("3", leads.notes().get("holdfast.together"));
            assertEquals(leads.id(), span("unit of work", waiting.getFirst(), collector).parent());
            assertEquals(
                    List.of(), span("wait for a group", waiting.getFirst(), collector).links());
            for (var other : waiting.subList(1, 3)) {
                var waits = span("wait for a group", other, collector);
                assertEquals(List.of(leads.id()), waits.links());
                assertEquals("3", waits.notes().get("holdfast.together"));
            }
        }
    }

    private static Collector.Span span(String name, Request request, Collector collector) {
        var trace = TraceId.of(request.operation()).hex();
        var found =
                collector.spans().stream()
                        .filter(span -> span.name().equals(name) && span.trace().equals(trace))
                        .toList();
        assertEquals(1, found.size(), name);
        return found.getFirst();
    }

    /** Its work is Ben's, so that it says 1 whatever the others do. */
    private FutureTask<RequestOutcome> holdTheFirst() throws InterruptedException {
        var first = start(request(), BEN);
        assertTrue(held.await(10, TimeUnit.SECONDS));
        return first;
    }

    private FutureTask<RequestOutcome> ask(Request request, UserId whose)
            throws InterruptedException {
        var task = start(request, whose);
        var caller = callers.getLast();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            caller.join(Duration.ofMillis(1));
        }
        return task;
    }

    private FutureTask<RequestOutcome> start(Request request, UserId whose) {
        var task =
                new FutureTask<>(() -> {
                    try (var _ = traces.goOn("together", request.operation(), null)) {
                        return groups.execute(request, whose, this::addAll);
                    }
                });
        callers.add(Thread.ofPlatform().start(task));
        return task;
    }

    private void release() {
        released.countDown();
    }

    private List<Reply> addAll(List<UserId> all, UnitOfWork unit) {
        sizes.add(all.size());
        held.countDown();
        try {
            assertTrue(released.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return all.stream().map(whose -> add(whose, unit)).toList();
    }

    private static Reply add(UserId whose, UnitOfWork unit) {
        if (whose.value() == 404) {
            return Reply.refuse("nobody");
        }
        if (whose.value() == 500) {
            throw new ArithmeticException("planted");
        }
        unit.write(1, unit.handle().createUpdate(ADD).bind(0, whose.value()));
        return Reply.say(
                unit.handle()
                        .createQuery("select total from tally where user_id = ?")
                        .bind(0, whose.value())
                        .mapTo(String.class)
                        .one());
    }

    private long total(UserId user) {
        return admin.count("select total from tally where guild_id = 47 and user_id = " + user);
    }

    private static Request request() {
        return new Request(Asking.freshKey(), GUILD, ADA, "together", RequestHash.of("together"));
    }
}
