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
import java.util.List;
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
        var checks = new Checks(List.of(counted), work, worker, guilds, Clock.systemUTC());
        var since = Instant.now().minusSeconds(60);
        assertThrows(Error.class, () -> checks.runSince(since, Progress.ALONE));
        checks.runSince(since, Progress.ALONE);
        assertEquals(4, looks.get());
        assertEquals("3 guilds, 3 rows", checks.last().getFirst().detail());
        assertEquals(4, looks.get());
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
