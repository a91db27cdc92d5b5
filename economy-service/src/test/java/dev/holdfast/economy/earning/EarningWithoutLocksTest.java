package dev.holdfast.economy.earning;

import static dev.holdfast.economy.TestGuild.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.economy.AlwaysGranted;
import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Admin;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Locks protect no coin: with all of them granted to everybody, the same holds. Two first claims
 * are made to meet, which a test that sends many at once leaves to luck.
 */
@QuarkusTest
@TestProfile(AlwaysGranted.class)
class EarningWithoutLocksTest extends EarningTest {

    /** Whoever is about to write a claim of the guild waits until nobody holds the lock. */
    private static final String MEETING_POINT =
            """
            create function meet() returns trigger language plpgsql as $$ begin
                perform pg_advisory_xact_lock_shared(4711);
                return new;
            end $$;
            create trigger meet before insert on claim
                for each row when (new.guild_id = %s) execute function meet();
            """;

    private final Admin database = new Admin("economy");

    @Test
    void twoFirstDailiesThatMeetPayOnce() throws Exception {
        var met = new TestGuild(commands);
        database.execute(MEETING_POINT.formatted(met.id()));
        var asked = new ArrayList<Future<Reply>>();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            database.holding(
                    "select pg_advisory_xact_lock(4711)",
                    () -> {
                        for (var ask = 0; ask < 2; ask++) {
                            asked.add(both.submit(() -> met.ask(met.asking(ANN, "daily"))));
                        }
                        database.awaitWaiting(2);
                        return true;
                    });
            for (var answered : asked) {
                answered.get(10, TimeUnit.SECONDS);
            }
        } finally {
            database.execute("drop function meet() cascade");
        }
        assertEquals(200, met.balance(ANN));
        assertEquals(0, met.sum());
    }
}
