package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class UnitsOfWorkTest {

    private static final GuildId GUILD = new GuildId(41);
    private static final UserId ADA = new UserId(1);
    private static final UserId BEN = new UserId(2);
    private static final String ADD =
            "update tally set total = total + 1 where guild_id = 41 and user_id = ?";

    @Inject UnitsOfWork work;

    private final Admin admin = new Admin("probe");

    @BeforeEach
    void twoTalliesAtZero() {
        admin.execute("delete from tally where guild_id = 41");
        admin.execute("insert into tally (guild_id, user_id) values (41, 1), (41, 2)");
    }

    @Test
    void doesTheWorkOnceAndGivesEveryReplayTheSameReply() {
        var request = request("say it once");
        var first = work.execute(request, unit -> Reply.say("total " + add(unit, ADA)));
        var second = work.execute(request, unit -> Reply.say("total " + add(unit, ADA)));
        assertEquals(new RequestOutcome.Done(Reply.say("total 1"), false), first);
        assertEquals(new RequestOutcome.Done(Reply.say("total 1"), true), second);
        assertEquals(1, total(ADA));
    }

    @Test
    void doesTheWorkOnceWhenTheSameKeyComesTwelveTimesAtOnce() throws Exception {
        var request = request("at once");
        var fresh = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<RequestOutcome>>();
            for (var i = 0; i < 12; i++) {
                answers.add(
                        threads.submit(() ->
                                work.execute(
                                        request, unit -> Reply.say("total " + add(unit, ADA)))));
            }
            for (var answer : answers) {
                var done =
                        assertInstanceOf(
                                RequestOutcome.Done.class, answer.get(20, TimeUnit.SECONDS));
                assertEquals(Reply.say("total 1"), done.reply());
                fresh += done.replayed() ? 0 : 1;
            }
        }
        assertEquals(1, fresh);
        assertEquals(1, total(ADA));
    }

    @Test
    void refusesAKeyThatBelongsToAnotherRequest() {
        var key = Asking.freshKey();
        work.execute(request(key, "one"), unit -> Reply.say("" + add(unit, ADA)));
        assertEquals(
                new RequestOutcome.KeyReused(),
                work.execute(request(key, "another"), unit -> Reply.say("" + add(unit, ADA))));
        assertEquals(1, total(ADA));
    }

    @Test
    void refusesAKeyOfMoreThanAWeekAgoAndOneOfTheDayAfterTomorrow() {
        for (var days : new int[] {-9, 3}) {
            var day = Clock.systemUTC().instant().plus(Duration.ofDays(days));
            var key = OperationKey.of(Long.toString(Snowflake.at(day, 1)));
            assertEquals(
                    new RequestOutcome.KeyExpired(),
                    work.execute(request(key, "old"), unit -> Reply.say("" + add(unit, ADA))));
        }
        assertEquals(0, total(ADA));
    }

    @Test
    void aRefusalUndoesWhatWasWrittenAndIsRemembered() {
        var request = request("refused");
        var first = work.execute(request, unit -> refuse(unit));
        var second = work.execute(request, unit -> Reply.say("" + add(unit, ADA)));
        assertEquals(new RequestOutcome.Done(Reply.refuse("no"), false), first);
        assertEquals(new RequestOutcome.Done(Reply.refuse("no"), true), second);
        assertEquals(0, total(ADA));
    }

    /** A past fault: a balance that a refusal had shown was not kept. */
    @Test
    void whatARefusalNeedsIsWrittenWithItAndNothingElse() {
        var request = request("refused, and more");
        work.execute(
                request,
                unit -> {
                    add(unit, ADA);
                    unit.ifRefused(again -> add(again, BEN));
                    return Reply.refuse("no");
                });
        assertEquals(0, total(ADA));
        assertEquals(1, total(BEN));
        work.execute(
                request("done"),
                unit -> {
                    unit.ifRefused(again -> add(again, BEN));
                    return Reply.say("total " + add(unit, ADA));
                });
        assertEquals(1, total(ADA));
        assertEquals(1, total(BEN));
    }

    @Test
    void aPartThatFailsTakesItsNudgesWithIt() {
        var nudged = new ArrayList<String>();
        work.execute(
                request("parts"),
                unit -> {
                    unit.afterCommit(() -> nudged.add("whole"));
                    var failed =
                            unit.attempt(() -> {
                                unit.afterCommit(() -> nudged.add("part"));
                                addAndStumble(unit);
                            });
                    assertInstanceOf(ArithmeticException.class, failed.orElseThrow());
                    return Reply.say("done");
                });
        assertEquals(List.of("whole"), nudged);
        assertEquals(0, total(ADA));
    }

    @Test
    void anErrorUndoesEverythingAndTheSameKeyMayTryAgain() {
        var request = request("error");
        assertThrows(ArithmeticException.class, () -> work.execute(request, this::addAndStumble));
        assertEquals(0, total(ADA));
        work.execute(request, unit -> Reply.say("" + add(unit, ADA)));
        assertEquals(1, total(ADA));
    }

    @Test
    void aWriteThatTouchesAnotherNumberOfRowsUndoesEverything() {
        var request = request("rows");
        assertThrows(
                UnexpectedRows.class,
                () ->
                        work.execute(
                                request,
                                unit -> {
                                    add(unit, ADA);
                                    unit.write(
                                            1,
                                            unit.handle()
                                                    .createUpdate("update tally set total = 9"));
                                    return Reply.say("never");
                                }));
        assertEquals(0, total(ADA));
    }

    @Test
    void twoThatLockEachOtherBothSucceed() throws Exception {
        var bothHoldOne = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(crossing(ADA, BEN, bothHoldOne));
            var other = threads.submit(crossing(BEN, ADA, bothHoldOne));
            assertInstanceOf(RequestOutcome.Done.class, one.get(20, TimeUnit.SECONDS));
            assertInstanceOf(RequestOutcome.Done.class, other.get(20, TimeUnit.SECONDS));
        }
        assertEquals(2, total(ADA));
        assertEquals(2, total(BEN));
    }

    @Test
    void aConnectionLostInMidWorkIsTriedAgainUnderTheSameKey() {
        var attempts = new AtomicInteger();
        var outcome =
                work.execute(
                        request("lost"),
                        unit -> {
                            add(unit, ADA);
                            if (attempts.incrementAndGet() == 1) {
                                var pid =
                                        unit.handle()
                                                .createQuery("select pg_backend_pid()")
                                                .mapTo(Long.class)
                                                .one();
                                admin.count(
                                        "select count(pg_terminate_backend(%d))".formatted(pid));
                            }
                            return Reply.say("" + add(unit, BEN));
                        });
        assertEquals(new RequestOutcome.Done(Reply.say("1"), false), outcome);
        assertEquals(2, attempts.get());
        assertEquals(1, total(ADA));
        assertEquals(1, total(BEN));
    }

    @Test
    void aGuildThatIsBeingRestoredIsLeftAlone() throws Exception {
        try (var restore =
                        DriverManager.getConnection(
                                Servers.postgres().jdbcUrl(),
                                "postgres",
                                Servers.postgres().password());
                var statement = restore.createStatement()) {
            restore.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(41)");
            var frozen = work.execute(request("frozen"), unit -> Reply.say("" + add(unit, ADA)));
            assertEquals(new RequestOutcome.StillRunning(), frozen);
            restore.rollback();
        }
        assertEquals(0, total(ADA));
    }

    @Test
    void whatIsWrittenOutsideAnOperationIsNoticed() {
        var before = admin.count("select count(*) from unattributed_change");
        admin.execute("update tally set total = total where guild_id = 41 and user_id = 1");
        work.execute(request("attributed"), unit -> Reply.say("" + add(unit, ADA)));
        var after = admin.count("select count(*) from unattributed_change");
        assertEquals(before + 1, after);
    }

    @Test
    void oldOperationsAreForgottenAndRecentOnesAreNot() {
        work.execute(request("recent"), unit -> Reply.say("" + add(unit, ADA)));
        admin.execute(
                "insert into operation values (41, (current_date - 25 - date '2015-01-01') % 10, 'old', current_date - 25, '', 1, 'old', now(), null)");
        admin.execute(
                "insert into operation values (41, (current_date - 30 - date '2015-01-01') % 10, 'old', current_date - 30, '', 1, 'old', now(), null)");
        while (admin.count("select forget_old_operations()") > 0) {
            // One partition at a time.
        }
        assertEquals(0, admin.count("select count(*) from operation where key = 'old'"));
        assertTrue(admin.count("select count(*) from operation where command = 'recent'") > 0);
    }

    /** A past fault: what such a step erased, a replay did again. */
    @Test
    void aClockThatStepsAheadAndBackForgetsNoKey() {
        var request = request("stepped");
        var reply = work.execute(request, unit -> Reply.say("total " + add(unit, ADA)));
        for (var days : new int[] {9, 10, 11, 20, 30}) {
            try (var clock = new SettableClock("probe")) {
                clock.advance(Duration.ofDays(days));
                // What that clock asks for comes with keys of its days.
                var ahead = Clock.systemUTC().instant().plus(Duration.ofDays(days));
                work.execute(
                        request(OperationKey.of("timer-1-1:" + ahead), "ahead"),
                        unit -> Reply.say("total " + add(unit, BEN)));
                assertEquals(0, admin.count("select forget_old_operations()"));
            }
            assertEquals(
                    new RequestOutcome.Done(((RequestOutcome.Done) reply).reply(), true),
                    work.execute(request, unit -> Reply.say("total " + add(unit, ADA))));
        }
        assertEquals(1, total(ADA));
        admin.execute("delete from operation where key like 'timer-1-1:%'");
    }

    record Tally(long total, String note) {}

    @Test
    void aRequestMayHaveAnyValueWhichEveryReplayGets() {
        var request = request("value");
        var first = work.execute(request, Tally.class, unit -> new Tally(add(unit, ADA), "one"));
        var second = work.execute(request, Tally.class, unit -> new Tally(add(unit, ADA), "two"));
        assertEquals(new Executed.Done<>(new Tally(1, "one"), false), first);
        assertEquals(new Executed.Done<>(new Tally(1, "one"), true), second);
        var other = request(request.operation(), "another");
        assertEquals(
                new Executed.Not<>(new RequestOutcome.KeyReused()),
                work.execute(other, Long.class, unit -> add(unit, ADA)));
        assertEquals(1, total(ADA));
    }

    @Test
    void aKeylessWriteClaimsNoKeyAndIsAttributedToItsCause() {
        var cause = OperationKey.of("sweep:2026-11-29T00:00:00Z");
        var changes = admin.count("select count(*) from unattributed_change");
        assertEquals(1L, work.<Long>write(GUILD, cause, unit -> add(unit, ADA)).longValue());
        assertEquals(2L, work.<Long>write(GUILD, cause, unit -> add(unit, ADA)).longValue());
        assertEquals(
                cause,
                work.write(
                        GUILD,
                        cause,
                        unit -> {
                            unit.needsToWrite();
                            unit.audit("sweep", new Tally(2, "swept"));
                            return unit.operation().orElseThrow();
                        }));
        assertEquals(changes, admin.count("select count(*) from unattributed_change"));
        assertEquals(0, admin.count("select count(*) from operation where key like 'sweep:%'"));
        assertEquals(
                1,
                admin.count(
                        "select count(*) from audit where guild_id = 41 and action = 'sweep' and operation = '"
                                + cause
                                + "'"));
        admin.execute("delete from audit where guild_id = 41 and action = 'sweep'");
    }

    @Test
    void whatAKeylessWriteThrowsUndoesIt() {
        var cause = OperationKey.of("sweep:2026-11-29T00:00:00Z");
        assertThrows(
                ArithmeticException.class,
                () -> work.write(GUILD, cause, unit -> addAndStumble(unit)));
        assertEquals(0, total(ADA));
    }

    /** It was rolled back without a word: whoever wrote it believed that it was kept. */
    @Test
    void aReadThatWritesOrLocksIsAFaultOfItsOwnAndNotOfPostgres() {
        for (var sql : new String[] {"update tally set total = 9", "select from tally for share"}) {
            var bug =
                    assertThrows(
                            IllegalStateException.class,
                            () -> work.read(GUILD, ADA, unit -> unit.handle().execute(sql)),
                            sql);
            assertTrue(bug.getMessage().startsWith("a unit of work that reads wrote"), sql);
        }
        assertEquals(0, total(ADA));
        work.execute(request("after"), unit -> Reply.say("" + add(unit, ADA)));
        assertEquals(1, total(ADA));
    }

    private Callable<RequestOutcome> crossing(
            UserId first, UserId second, CountDownLatch bothHoldOne) {
        return () ->
                work.execute(
                        request("crossing " + first),
                        unit -> {
                            add(unit, first);
                            bothHoldOne.countDown();
                            await(bothHoldOne);
                            return Reply.say("" + add(unit, second));
                        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply refuse(UnitOfWork unit) {
        add(unit, ADA);
        return Reply.refuse("no");
    }

    private Reply addAndStumble(UnitOfWork unit) {
        add(unit, ADA);
        throw new ArithmeticException("planted");
    }

    private static long add(UnitOfWork unit, UserId user) {
        unit.write(1, unit.handle().createUpdate(ADD).bind(0, user.value()));
        return unit.handle()
                .createQuery("select total from tally where user_id = ?")
                .bind(0, user.value())
                .mapTo(Long.class)
                .one();
    }

    private long total(UserId user) {
        return admin.count("select total from tally where guild_id = 41 and user_id = " + user);
    }

    private static Request request(String command) {
        return request(Asking.freshKey(), command);
    }

    private static Request request(OperationKey key, String command) {
        return new Request(key, GUILD, ADA, command, RequestHash.of(command));
    }
}
