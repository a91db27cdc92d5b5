package dev.holdfast.kit.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.EmbeddedRedisSettings;
import dev.holdfast.kit.security.Keys;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three real processes of which the leader is paused for 2 × TTL, again and again; while one still
 * sleeps the next is put to sleep. The long form: {@code -Dleadership.cycles=200}, eight minutes.
 */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class LeadershipCyclesTest {

    private static final Logger LOG = Logger.getLogger("holdfast.leader");
    private static final int CYCLES = Integer.getInteger("leadership.cycles", 20);
    private static final int PROCESSES = 3;
    private static final Duration PAUSE = LeaderProcess.TTL.multipliedBy(2);
    private static final Duration TAKEOVER =
            LeaderProcess.TTL.plus(LeaderProcess.RENEW).plusMillis(500);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String LAST =
            "select coalesce((select pid from counted order by row_number desc limit 1), 0)";

    @Inject Keys keys;

    private final Admin admin = new Admin("probe");
    private final List<Process> processes = new ArrayList<>();
    private final Map<Long, Long> wakesAt = new HashMap<>();
    private EmbeddedRedis redis;

    @BeforeEach
    void startThree() throws IOException {
        admin.execute(LeaderStore.TABLE);
        admin.execute("truncate counted");
        redis = EmbeddedRedis.start(EmbeddedRedisSettings.temporary());
        for (var process = 0; process < PROCESSES; process++) {
            processes.add(leader());
        }
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
        redis.close();
    }

    @Test
    void noInstantHasItsEffectTwiceHoweverOftenTheLeaderIsPaused() throws Exception {
        var leader = nextLeader();
        for (var process : processes) {
            assertTrue(process.isAlive());
        }
        var takeovers = new ArrayList<Duration>();
        for (var cycle = 0; cycle < CYCLES; cycle++) {
            signal("STOP", leader);
            var paused = System.nanoTime();
            wakesAt.put(leader, paused + PAUSE.toNanos());
            var next = nextLeader();
            takeovers.add(Duration.ofNanos(System.nanoTime() - paused));
            leader = next;
        }
        Collections.sort(takeovers);
        LOG.infof("%d cycles, the longest takeover %s", CYCLES, takeovers.getLast());
        // The median, as machines stutter.
        assertTrue(takeovers.get(CYCLES / 2).compareTo(TAKEOVER) <= 0, takeovers::toString);
        assertEquals(
                0,
                admin.count("select count(*) - count(distinct instant) from counted"),
                "done twice");
        assertEquals(0, admin.count("select count(*) - max(instant) from counted"), "left out");
        assertEquals(
                0,
                admin.count(
                        "select count(*) from (select epoch < lag(epoch) over (order by row_number) as back from counted) as each where back"),
                "a write of an old epoch after one of a new");
    }

    /** Who counts and is not paused; those whose pause is over are woken meanwhile. */
    private long nextLeader() throws Exception {
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            wakeWhoseTimeHasCome();
            var last = admin.count(LAST);
            if (last != 0 && !wakesAt.containsKey(last)) {
                return last;
            }
            assertTrue(System.nanoTime() < deadline, "nobody took over");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void wakeWhoseTimeHasCome() throws Exception {
        for (var sleeper : List.copyOf(wakesAt.entrySet())) {
            if (System.nanoTime() - sleeper.getValue() >= 0) {
                signal("CONT", sleeper.getKey());
                wakesAt.remove(sleeper.getKey());
            }
        }
    }

    private static void signal(String name, long pid) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertEquals(0, kill.waitFor());
    }

    private Process leader() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaderProcess.class.getName(),
                        "cycles",
                        Servers.postgres().url(),
                        "probe_worker",
                        keys.database("probe_worker"),
                        redis.url());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(Path.of("target/leaders.log").toFile()))
                .start();
    }
}
