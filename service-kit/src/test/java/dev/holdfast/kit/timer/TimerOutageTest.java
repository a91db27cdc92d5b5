package dev.holdfast.kit.timer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.probe.ProbeTimer;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What became due while nobody was there, and is run by processes that are killed while they do.
 * {@code -Dtimers=100000} is the long form.
 */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class TimerOutageTest {

    private static final int TIMERS = Integer.getInteger("timers", 5_000);
    private static final int WORKERS = 3;
    private static final int PUNCTUAL = 2_000;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(2);

    /** On a busy machine workers are killed before they did much; at last they are left alone. */
    private static final int MOST_KILLS = 30;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String OURS = " where guild_id between 8000 and 8199";

    @Inject Keys keys;
    @Inject ProbeTimer kind;

    private final Admin admin = new Admin("probe");

    @BeforeEach
    void nothingDue() {
        admin.execute("delete from timer" + OURS);
        admin.execute("delete from tally" + OURS);
        kind.taken.clear();
    }

    private void rehearse() throws IOException {
        addOverdue(9_000, PUNCTUAL);
        var first = TimerProcess.rehearse(as("probe"), as("probe_worker"));
        await().atMost(120, SECONDS)
                .until(() ->
                        admin.count(
                                        "select count(*) from timer where guild_id between 9000 and 9049")
                                == 0);
        first.retire();
    }

    private void addOverdue(int firstGuild, int timers) {
        admin.execute(
                """
                insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at)
                select %1$d + n %% 50, 1, '1', 'count', n::text, due, 0, '', due
                from generate_series(1, %2$d) n, lateral (select now() - interval '60 s' * n / %2$d as due) as at
                """
                        .formatted(firstGuild, timers));
    }

    @Test
    void noneIsLostAndNoneIsDoubledThoughAWorkerIsKilledEveryTwoSeconds() throws Exception {
        rehearse();
        addOverdue(8_000, TIMERS);
        admin.execute("analyze timer");
        var started = System.nanoTime();
        var kills = 0;
        var workers = new ArrayDeque<TimerProcess>();
        try {
            for (var i = 0; i < WORKERS; i++) {
                workers.add(worker());
            }
            while (!drainedWithin(BETWEEN_KILLS)) {
                System.out.printf("%s: %,d left%n", taken(started), left());
                assertTrue(taken(started).compareTo(PATIENCE) < 0, "they come to no end");
                if (kills < MOST_KILLS && workers.element().working()) {
                    workers.remove().kill();
                    kills++;
                    workers.add(worker());
                }
            }
        } finally {
            workers.forEach(TimerProcess::kill);
        }
        var taken = taken(started);
        System.out.printf("%d timers in %s, %d kills%n", TIMERS, taken, kills);
        assertEquals(TIMERS, admin.count("select count(*) from tally" + OURS));
        assertEquals(1, admin.count("select max(total) from tally" + OURS));
        assertTrue(kills > 0, "nothing was killed");
    }

    @Test
    void eachIsDoneOnceSoonAfterItIsDueWhenNothingIsWrong() {
        admin.execute(
                """
                insert into tally (guild_id, user_id)
                select 8100 + n %% 20, n from generate_series(1, %d) n
                """
                        .formatted(PUNCTUAL));
        admin.execute(
                """
                insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload, ready_at)
                select 8100 + n %% 20, 1, '1', 'probe', n::text, due, 0, '', due
                from generate_series(1, %1$d) n, lateral (select now() + interval '5 s' * n / %1$d as due) as at
                """
                        .formatted(PUNCTUAL));
        await().atMost(120, SECONDS).until(() -> kind.taken.size() == PUNCTUAL);
        var sorted = kind.taken.stream().sorted().toList();
        var p99 = sorted.get(PUNCTUAL * 99 / 100);
        System.out.printf("due to done: median %s, p99 %s%n", sorted.get(PUNCTUAL / 2), p99);
        assertEquals(PUNCTUAL, admin.count("select sum(total)::bigint from tally" + OURS));
    }

    private boolean drainedWithin(Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            if (!anyLeft()) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return false;
    }

    /**
     * Looks at one row, since it is asked ten times a second while the workers need the machine.
     */
    private boolean anyLeft() {
        return admin.count("select count(*) from (select from timer" + OURS + " limit 1) as one")
                > 0;
    }

    private long left() {
        return admin.count("select count(*) from timer" + OURS);
    }

    private static Duration taken(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private TimerProcess worker() throws IOException {
        return TimerProcess.start(as("probe"), as("probe_worker"));
    }

    private String as(String role) {
        return Servers.postgres()
                .url()
                .replace("://", "://%s:%s@".formatted(role, keys.database(role)));
    }
}
