package dev.holdfast.kit.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.coordination.LockedWork;
import dev.holdfast.kit.coordination.Locks;
import dev.holdfast.kit.coordination.Locks.Taken;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.SlowWork;
import dev.holdfast.kit.probe.Ponder;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class SlowCommandTest {

    private static final GuildId GUILD = new GuildId(81);
    private static final UserId ADA = new UserId(1);

    @Inject Commands commands;
    @Inject Locks locks;
    @Inject SlowWork slow;
    @Inject LockedWork locked;
    @Inject ObjectMapper json;
    @Inject Ponder ponder;
    @Inject MeterRegistry metrics;

    private final Admin admin = new Admin("probe");

    @BeforeEach
    void nothingBegun() {
        admin.execute("delete from tally where guild_id = 81");
        ponder.signs.drainPermits();
        ponder.begun.set(0);
        ponder.failures.set(0);
        ponder.interrupted.set(0);
        admin.execute("delete from operation where guild_id = 81");
    }

    @Test
    void answersAtOnceWhenItIsDoneAtOnce() {
        ponder.signs.release();
        var invocation = ponder(3);
        assertEquals(
                new RequestOutcome.Done(Reply.say("total 3"), false), commands.invoke(invocation));
        assertEquals(
                new RequestOutcome.Done(Reply.say("total 3"), true), commands.invoke(invocation));
        assertEquals(1, ponder.begun.get());
        assertEquals(
                List.of("busy"),
                admin.list(
                        "select renew_slow(guild_id, key, date '2015-01-01' + slot::int, attempt, 10, null) from operation where guild_id = 81",
                        String.class),
                "a renewal that comes late is no loss");
    }

    @Test
    void whatIsDoneIsAnsweredAlsoWhereNoPlaceIsFree() {
        var full = new SlowCommands(slow, locked, new NoPlace());
        var invocation = ponder(3);
        assertEquals(new RequestOutcome.StillRunning(), invoke(full, invocation));
        ponder.signs.release();
        assertEquals(
                new RequestOutcome.Done(Reply.say("total 3"), false), commands.invoke(invocation));
        assertEquals(new RequestOutcome.Done(Reply.say("total 3"), true), invoke(full, invocation));
    }

    @Test
    void whoAsksMeanwhileIsToldToAskAgainAndGetsTheReplyInTheEnd() {
        var invocation = ponder(3);
        assertEquals(new RequestOutcome.StillRunning(), commands.invoke(invocation));
        assertInstanceOf(RequestOutcome.StillRunning.class, commands.invoke(invocation));
        assertEquals(0, openTransactions());
        ponder.signs.release();
        await().atMost(20, SECONDS)
                .until(() -> commands.invoke(invocation) instanceof RequestOutcome.Done);
        assertEquals(
                new RequestOutcome.Done(Reply.say("total 3"), true), commands.invoke(invocation));
        assertEquals(1, ponder.begun.get());
        assertEquals(3, total());
    }

    @Test
    void anotherTakesOverWhatGaveNoSignAndTheFirstIsInterruptedAndCompletesNothing()
            throws Exception {
        var invocation = ponder(3);
        assertEquals(new RequestOutcome.StillRunning(), commands.invoke(invocation));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = afterItsClaim(() -> threads.submit(() -> commands.invoke(invocation)));
            await().atMost(20, SECONDS).until(() -> ponder.interrupted.get() == 1);
            ponder.signs.release();
            await().atMost(20, SECONDS).until(() -> ponder.signs.availablePermits() == 0);
            assertInstanceOf(RequestOutcome.class, second.get());
        }
        await().atMost(20, SECONDS)
                .until(() -> commands.invoke(invocation) instanceof RequestOutcome.Done);
        assertEquals(2, ponder.begun.get());
        assertEquals(3, total());
    }

    /**
     * As a process that was paused: nobody has taken it over yet, and it is too late all the same.
     */
    @Test
    void whatIsDoneAfterItsClaimRanOutIsNotCompleted() {
        var invocation = ponder(3);
        assertEquals(new RequestOutcome.StillRunning(), commands.invoke(invocation));
        try (var clock = new SettableClock("probe")) {
            clock.advance(Duration.ofSeconds(11));
            ponder.signs.release();
            await().atMost(20, SECONDS).until(() -> ponder.signs.availablePermits() == 0);
            await().during(Duration.ofMillis(300)).until(() -> total() == 0);
        }
        admin.execute("update operation set claimed_until = now() where guild_id = 81");
        ponder.signs.release();
        await().atMost(20, SECONDS)
                .until(() -> commands.invoke(invocation) instanceof RequestOutcome.Done);
        assertEquals(2, ponder.begun.get());
        assertEquals(3, total());
    }

    @Test
    void aClaimIsRenewedForAsLongAsItTakesAndItsProgressIsTold() {
        var invocation = ponder(3);
        assertEquals(new RequestOutcome.StillRunning(), commands.invoke(invocation));
        var until = claimedUntil();
        await().atMost(20, SECONDS).until(() -> claimedUntil() > until);
        var meanwhile =
                assertInstanceOf(RequestOutcome.StillRunning.class, commands.invoke(invocation));
        var reached = Objects.requireNonNull(meanwhile.reached());
        assertEquals(1, reached.done());
        assertEquals(4, reached.total());
        assertEquals(0.25, gauge("holdfast.work.progress"));
        assertEquals(1, gauge("holdfast.work.running"));
        ponder.signs.release();
        await().atMost(20, SECONDS)
                .until(() -> commands.invoke(invocation) instanceof RequestOutcome.Done);
        assertEquals(1, ponder.begun.get());
    }

    private double gauge(String name) {
        return metrics.get(name).tag("name", "ponder").gauge().value();
    }

    @Test
    void whatIsPreparedWaitsForTheMembersLockAndIsNotPreparedAgain() throws Exception {
        var adas = Set.of(LockKey.member(GUILD, ADA));
        var held = assertInstanceOf(Taken.Held.class, locks.take(adas, Duration.ofSeconds(20)));
        ponder.signs.release();
        var invocation = ponder(3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> commands.invoke(invocation));
            await().atMost(20, SECONDS).until(() -> ponder.signs.availablePermits() == 0);
            await().during(Duration.ofMillis(300)).until(() -> total() == 0);
            held.lock().close();
            assertEquals(new RequestOutcome.Done(Reply.say("total 3"), false), answer.get());
        }
        assertEquals(1, ponder.begun.get());
    }

    @Test
    void aFailureIsNoAnswerAndTheNextAttemptBeginsAtOnce() {
        ponder.failures.set(1);
        ponder.signs.release(2);
        var invocation = ponder(3);
        assertThrows(ArithmeticException.class, () -> commands.invoke(invocation));
        assertEquals(
                new RequestOutcome.Done(Reply.say("total 3"), false), commands.invoke(invocation));
    }

    @Test
    void aFailureThatNobodyWaitsForIsLoggedOnceWithWhoseItWas() throws Exception {
        ponder.failures.set(1);
        var invocation = ponder(3);
        assertEquals(new RequestOutcome.StillRunning(), commands.invoke(invocation));
        ponder.signs.release(2);
        await().atMost(20, SECONDS).until(() -> !failures(invocation).isEmpty());
        await().atMost(20, SECONDS)
                .until(() -> commands.invoke(invocation) instanceof RequestOutcome.Done);
        var logged = failures(invocation);
        assertEquals(1, logged.size(), logged.toString());
        assertTrue(logged.getFirst().contains("guild=81 user=1 command=\"ponder\""));
    }

    @Test
    void aRefusalUndoesWhatWasWrittenAndIsRemembered() {
        ponder.signs.release();
        var invocation = ponder(13);
        assertEquals(
                new RequestOutcome.Done(Reply.refuse("not 13"), false),
                commands.invoke(invocation));
        assertEquals(
                new RequestOutcome.Done(Reply.refuse("not 13"), true), commands.invoke(invocation));
        assertEquals(0, total());
    }

    private record NoPlace() implements CommandSettings {

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public int slowAtOnce() {
            return 0;
        }
    }

    private RequestOutcome invoke(SlowCommands with, Invocation invocation) {
        var request = new InvocationRequests(json).of(invocation);
        return with.invoke(ponder, invocation, request, Duration.ofSeconds(30));
    }

    private long claimedUntil() {
        return admin.count(
                "select (extract(epoch from claimed_until) * 1000)::bigint from operation where guild_id = 81 and reply is null order by began_at desc limit 1");
    }

    private Future<RequestOutcome> afterItsClaim(Supplier<Future<RequestOutcome>> asking) {
        try (var clock = new SettableClock("probe")) {
            clock.advance(Duration.ofSeconds(11));
            var second = asking.get();
            await().atMost(20, SECONDS).until(() -> ponder.begun.get() == 2);
            return second;
        }
    }

    private static List<String> failures(Invocation invocation) throws IOException {
        var key = "operation=" + invocation.operation();
        try (var lines = Files.lines(Path.of("target/logs/commands.log"))) {
            return lines.filter(line -> line.contains(key) && line.contains("failed;")).toList();
        }
    }

    private long openTransactions() {
        return admin.count(
                "select count(*) from pg_stat_activity where usename = 'probe' and state like 'idle in transaction%'");
    }

    private long total() {
        return admin.count("select coalesce(sum(total), 0)::bigint from tally where guild_id = 81");
    }

    private static Invocation ponder(long by) {
        return Asking.in(GUILD).by(ADA).command("ponder").whole("by", by).build();
    }
}
