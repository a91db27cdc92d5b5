package dev.holdfast.economy.earning;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time is driven by the database's clock; {@link #passes} is time in which the service was up. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class EarningTest {

    private static final int AT_ONCE = 12;

    @Inject Commands commands;
    @Inject Heartbeat heartbeat;

    private final SettableClock clock = new SettableClock("economy");
    private final Admin admin = new Admin("economy");
    private TestGuild guild;

    @BeforeEach
    void upSinceNow() {
        guild = new TestGuild(commands);
        admin.execute("delete from outage");
        admin.execute("delete from heartbeat");
        admin.execute("select beat()");
    }

    @AfterEach
    void backToTheDatabasesTime() {
        clock.close();
        admin.execute("delete from outage");
        admin.execute("delete from heartbeat");
        assertEquals(0, guild.sum());
    }

    @Test
    void theFirstDailyPaysWithoutBonus() {
        var reply = words(daily());
        assertTrue(reply.contains("+100 ⚓"), reply);
        assertTrue(reply.contains("Balance: **200** ⚓"), reply);
        assertTrue(reply.contains("1-day streak"), reply);
    }

    @Test
    void theNextDailyHasToWait() {
        daily();
        passes(Duration.ofHours(20).minusSeconds(5));
        var cooling = assertInstanceOf(Reply.Refusal.class, daily());
        assertEquals(Card.Kind.WAIT, cooling.shown().kind());
        var said = words(cooling);
        assertTrue(said.contains("Your next reward is ready <t:"), said);
        assertTrue(said.contains("Streak: 🔥 1 day\n"), said);
        assertTrue(said.contains("Keep your streak until: <t:"), said);
        assertEquals(200, guild.balance(ANN));
        passes(Duration.ofSeconds(10));
        assertInstanceOf(Reply.Message.class, daily());
    }

    @Test
    void everyDayInARowPaysMoreUpToTheCap() {
        guild.ask(guild.asAdmin("economy settings").whole("streak-cap", 2));
        for (var expected : new long[] {100, 110, 120, 120}) {
            var reply = words(daily());
            assertTrue(reply.contains("+%d ⚓".formatted(expected)), reply);
            passes(Duration.ofHours(24));
        }
    }

    @Test
    void whoComesTooLateStartsAnew() {
        daily();
        passes(Duration.ofHours(24));
        assertTrue(words(daily()).contains("2-day streak"));
        passes(Duration.ofDays(2).plusSeconds(5));
        assertTrue(words(daily()).contains("1-day streak"));
    }

    @Test
    void whoComesJustInTimeKeepsTheStreak() {
        daily();
        passes(Duration.ofDays(2).minusSeconds(5));
        assertTrue(words(daily()).contains("2-day streak"));
    }

    /** Down for 30 hours, up for 40: 70 hours after the claim, 40 of them count. */
    @Test
    void anOutageOfOursCostsNobodyAStreak() {
        daily();
        passes(Duration.ofHours(10));
        isDown(Duration.ofHours(30));
        passes(Duration.ofHours(30));
        assertTrue(words(daily()).contains("2-day streak"));
        assertEquals(1, admin.count("select count(*) from outage"));
    }

    /** The deadline moves by what was lost, and by no more. */
    @Test
    void anOutageExtendsTheDeadlineByItsLengthOnly() {
        daily();
        isDown(Duration.ofHours(30));
        passes(Duration.ofDays(2).plusSeconds(5));
        assertTrue(words(daily()).contains("1-day streak"));
    }

    /** The second one begins after the first deadline, but before the one the first moved. */
    @Test
    void anOutageThatBeginsInTheTimeGivenBackCountsToo() {
        daily();
        passes(Duration.ofHours(40));
        isDown(Duration.ofHours(12));
        passes(Duration.ofHours(4));
        isDown(Duration.ofHours(100));
        passes(Duration.ofHours(3));
        assertTrue(words(daily()).contains("2-day streak"));
    }

    /** The claim comes before the first beat after the outage. */
    @Test
    void anOutageCountsBeforeItIsWrittenDown() {
        daily();
        clock.advance(Duration.ofHours(60));
        assertTrue(words(daily()).contains("2-day streak"));
    }

    @Test
    void aShortSilenceIsNoOutage() {
        isDown(Duration.ofSeconds(50));
        assertEquals(0, admin.count("select count(*) from outage"));
    }

    @Test
    void anOutageBeforeTheClaimDoesNotCount() {
        isDown(Duration.ofHours(30));
        daily();
        passes(Duration.ofDays(2).plusSeconds(5));
        assertTrue(words(daily()).contains("1-day streak"));
    }

    @Test
    void manyInstancesThatComeBackWriteOneOutage() throws Exception {
        clock.advance(Duration.ofHours(1));
        atOnce(() -> {
            new Admin("economy").execute("select beat()");
            return true;
        });
        assertEquals(1, admin.count("select count(*) from outage"));
        assertEquals(
                60,
                admin.count(
                        "select extract(epoch from until_at - from_at)::bigint / 60 from outage"));
    }

    @Test
    void theHeartbeatIsWrittenDown() {
        admin.execute("update heartbeat set beat_at = beat_at - interval '1 hour'");
        admin.execute("delete from operation where command = 'heartbeat'");
        heartbeat.beat();
        assertEquals(
                1,
                admin.count(
                        "select count(*) from heartbeat where beat_at > now() - interval '10 s'"));
        heartbeat.beat();
        assertEquals(
                1,
                admin.count("select count(*) from operation where command = 'heartbeat'"),
                "all instances beat under one key");
    }

    @Test
    void manyFirstDailiesAtOncePayOnce() throws Exception {
        atOnce(() -> {
            daily();
            return true;
        });
        assertEquals(200, guild.balance(ANN));
    }

    @Test
    void workPaysWithinItsRangeAndThenTires() {
        assertInstanceOf(Reply.Message.class, work());
        var earned = guild.balance(ANN) - TestGuild.START;
        assertTrue(earned >= 20 && earned <= 60, "earned " + earned);
        assertTrue(words(work()).contains("You’re still tired from your last job."));
        passes(Duration.ofMinutes(61));
        assertInstanceOf(Reply.Message.class, work());
    }

    @Test
    void aReplayOfWorkTellsTheSameStory() {
        var asking = guild.asking(ANN, "work").key(Asking.freshKey()).build();
        var first = assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking));
        var has = guild.balance(ANN);
        var second = assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking));
        assertEquals(first.reply(), second.reply());
        assertEquals(has, guild.balance(ANN));
    }

    private Reply daily() {
        return guild.ask(guild.asking(ANN, "daily"));
    }

    private Reply work() {
        return guild.ask(guild.asking(ANN, "work"));
    }

    /** In one statement, so that no beat of the running service comes in between. */
    private void passes(Duration time) {
        admin.execute(
                """
                with later as (update clock set ahead = ahead + interval '%1$d s')
                update heartbeat set beat_at = beat_at + interval '%1$d s'
                """
                        .formatted(time.toSeconds()));
    }

    private void isDown(Duration time) {
        clock.advance(time);
        admin.execute("select beat()");
    }

    private static void atOnce(Callable<Boolean> visit) throws Exception {
        var visits = new ArrayList<Callable<Boolean>>();
        for (var number = 0; number < AT_ONCE; number++) {
            visits.add(visit);
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(visits, 30, TimeUnit.SECONDS)) {
                assertTrue(done.get());
            }
        }
    }
}
