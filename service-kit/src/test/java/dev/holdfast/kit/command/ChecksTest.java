package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.GuildsWithRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A past fault: one guild that took too long ended the checks of all. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ChecksTest {

    private static final GuildId LARGE = new GuildId(62);

    @Inject UnitsOfWork work;
    @Inject WorkerConnection worker;
    @Inject GuildsWithRows guilds;

    private record Named(String name, Function<UnitOfWork, Finding> look)
            implements IntegrityCheck {

        @Override
        public String table() {
            return "tally";
        }

        @Override
        public Finding check(UnitOfWork unit) {
            return look.apply(unit);
        }
    }

    @BeforeEach
    void threeGuilds() {
        new Admin("probe")
                .execute(
                        "delete from check_result; delete from tally; insert into tally (guild_id, user_id) values (61, 1), (62, 1), (63, 1)");
    }

    @Test
    void aGuildThatTakesTooLongHidesNoOtherGuildAndNoOtherCheck() {
        var checks =
                new Checks(
                        List.of(
                                new Named("slow", ChecksTest::slowInOne),
                                new Named("throws", ChecksTest::throwing),
                                new Named("holds", _ -> new Finding.Sound(1))),
                        List.of(),
                        work,
                        worker,
                        guilds,
                        Clock.systemUTC());
        var results = checks.run();
        assertEquals(3, results.size());
        var slow = results.get(0);
        assertFalse(slow.passed());
        assertTrue(slow.detail().contains("1 faults in 2 guilds: guild 63: odd"), slow.detail());
        assertTrue(
                slow.detail()
                        .contains(
                                "1 not checked: guild 62: could not be checked: see the log for ["),
                slow.detail());
        assertFalse(results.get(1).passed());
        assertTrue(results.get(1).detail().contains("3 not checked"), results.get(1).detail());
        assertFalse(results.get(1).detail().contains("SECRET"), results.get(1).detail());
        assertTrue(results.get(2).passed());
        assertEquals("3 guilds, 3 rows", results.get(2).detail());
    }

    @Test
    void aRunThatIsMadeAgainLooksAtTheOtherGuildsOnly() throws InterruptedException {
        var looks = new AtomicInteger();
        var counted =
                new Named(
                        "counted",
                        unit -> {
                            if (looks.incrementAndGet() == 2) {
                                throw new Error("killed");
                            }
                            return new Finding.Sound(1);
                        });
        var checks = checks(counted);
        var since = Instant.now().minusSeconds(60);
        assertThrows(Error.class, () -> checks.runSince(since, Progress.ALONE));
        checks.runSince(since, Progress.ALONE);
        assertEquals(4, looks.get());
        assertEquals("3 guilds, 3 rows", checks.last().getFirst().detail());
        assertEquals(4, looks.get());
    }

    /** A past fault: a row that was gone stayed wrong for ever. */
    @Test
    void aGuildWithoutRowsIsLookedAtOnceMore() throws InterruptedException {
        var checks =
                checks(new Named("odd", unit -> rows(unit) > 0 ? odd() : new Finding.Sound(0)));
        assertFalse(checks.run().getFirst().passed());
        new Admin("probe").execute("delete from tally");
        checks.runSince(Instant.now().plusSeconds(1), Progress.ALONE);
        var result = checks.last().getFirst();
        assertTrue(result.passed(), result.detail());
    }

    @Test
    void looksAgainWhereSomethingWasWrongAMinuteAgo() {
        var isOver = new AtomicBoolean();
        var checks = checks(new Named("odd", _ -> isOver.get() ? new Finding.Sound(1) : odd()));
        assertFalse(checks.run().getFirst().passed());
        isOver.set(true);
        assertFalse(checks.last().getFirst().passed());
        new Admin("probe")
                .execute("update check_result set checked_at = checked_at - interval '2 min'");
        assertTrue(checks.last().getFirst().passed());
    }

    @Test
    void whatCouldNotBeLookedAtIsUnknownAndNotWrong() {
        var checks =
                checks(
                        new Named("blind", _ -> new Finding.Unchecked("it is dark")),
                        new Named("throws", ChecksTest::throwing),
                        new Named("odd", _ -> odd()));
        var results = checks.run();
        assertTrue(results.get(0).unknown() && !results.get(0).passed());
        assertTrue(results.get(0).detail().contains("guild 61: it is dark"));
        assertTrue(results.get(1).unknown() && !results.get(1).passed());
        assertFalse(results.get(2).unknown());
        assertFalse(results.get(2).passed());
    }

    @Test
    void looksAtTheServiceAsAWholeWheneverItIsAsked() {
        var findings =
                new ArrayDeque<Finding>(
                        List.of(odd(), new Finding.Unchecked("dark"), new Finding.Sound(3)));
        var whole =
                new ServiceCheck() {
                    @Override
                    public String name() {
                        return "whole";
                    }

                    @Override
                    public Finding check() {
                        if (findings.isEmpty()) {
                            throw new IllegalStateException("SECRET");
                        }
                        return findings.remove();
                    }
                };
        var checks = new Checks(List.of(), List.of(whole), work, worker, guilds, Clock.systemUTC());
        var broken = checks.last().getFirst();
        assertEquals("odd", broken.detail());
        assertFalse(broken.passed() || broken.unknown());
        assertTrue(checks.last().getFirst().unknown());
        assertEquals("3 looked at", checks.last().getFirst().detail());
        var thrown = checks.last().getFirst();
        assertTrue(thrown.unknown() && !thrown.detail().contains("SECRET"), thrown.detail());
    }

    @Test
    void aGuildIsToldItsOwnFindingsAndWhatToDo() {
        var checks = checks(new Named("odd", _ -> odd()));
        checks.run();
        var found = checks.of(LARGE).getFirst();
        assertEquals("odd", found.detail());
        assertEquals(
                "You need not do anything: the bot's operators see this too.", found.whatToDo());
        assertEquals(List.of(), checks.of(new GuildId(99)));
    }

    private Checks checks(IntegrityCheck... some) {
        return new Checks(List.of(some), List.of(), work, worker, guilds, Clock.systemUTC());
    }

    private static Finding odd() {
        return new Finding.Broken("odd");
    }

    private static long rows(UnitOfWork unit) {
        return unit.handle()
                .createQuery("select count(*) from tally where guild_id = app_guild()")
                .mapTo(Long.class)
                .one();
    }

    private static Finding slowInOne(UnitOfWork unit) {
        if (unit.guild().equals(LARGE)) {
            unit.handle().execute("set local statement_timeout = '20ms'");
            unit.handle().execute("select pg_sleep(5)");
        }
        return unit.guild().value() == 63 ? new Finding.Broken("odd") : new Finding.Sound(1);
    }

    private static Finding throwing(UnitOfWork unit) {
        throw new IllegalStateException("SECRET of guild " + unit.guild());
    }
}
