package dev.holdfast.smoke.kill;

import dev.holdfast.smoke.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Lets a burst of payments go, and while they are under way does something bad to a service or to
 * PostgreSQL; again and again, every kind as often as any other, in the seed's order.
 */
final class Faults {

    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final Duration READY_AGAIN = Duration.ofMinutes(1);

    /** Longer than the bounds that PostgreSQL holds the service's sessions to. */
    private static final int LONG_PAUSE_MILLIS = 5_500;

    private static final int LONG_PAUSE_ONE_IN = 5;

    private final KillSettings settings;
    private final KillFleet stage;
    private final Driver driver;
    private final Random random;
    private final Deque<Fault> bag = new ArrayDeque<>();
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final List<String> endedByThemselves = new ArrayList<>();

    Faults(KillSettings settings, KillFleet stage, Driver driver) {
        this.settings = settings;
        this.stage = stage;
        this.driver = driver;
        this.random = new Random(~settings.seed());
    }

    /** How often each was done. */
    Map<Fault, Integer> done() {
        return Map.copyOf(done);
    }

    /** Services that ended though nobody ended them. */
    List<String> endedByThemselves() {
        return List.copyOf(endedByThemselves);
    }

    /** Returns when every payment was let go and everything runs again. */
    void run() throws InterruptedException {
        for (var left = settings.payments(); left > 0; left -= settings.paymentsPerFault()) {
            var fault = next();
            var trouble = prepare(fault);
            driver.release(Math.min(left, settings.paymentsPerFault()));
            hold(0, 250);
            var started = System.nanoTime();
            trouble.make();
            done.merge(fault, 1, Integer::sum);
            LOG.infof(
                    "%-30s for %5.1f s; %5d of %d payments settled",
                    fault.words(),
                    (System.nanoTime() - started) / 1e9,
                    driver.settled(),
                    settings.payments());
            hold(200, 1_200);
            noticeEnds();
        }
        if (!stage.awaitReady(READY_AGAIN)) {
            throw new IllegalStateException("with all faults off the services are not ready");
        }
        noticeEnds();
    }

    /** What is done at the moment that the payments are under way. */
    private interface Trouble {
        void make();
    }

    private Trouble prepare(Fault fault) throws InterruptedException {
        return switch (fault) {
            case SERVICE_KILLED -> {
                var service = oneOfTwoReady();
                yield () -> {
                    service.kill();
                    hold(0, 1_000);
                    service.startAgain();
                };
            }
            case SERVICE_PAUSED -> {
                var service = oneOfTwoReady();
                yield () -> {
                    service.pause();
                    holdPaused();
                    service.resume();
                };
            }
            case SERVICE_RESTARTED -> {
                var service = oneOfTwoReady();
                yield () -> {
                    service.stop();
                    service.startAgain();
                };
            }
            case POSTGRES_KILLED ->
                    () -> {
                        stage.postgres().kill();
                        hold(0, 1_000);
                        stage.postgres().restart();
                    };
            case POSTGRES_PAUSED ->
                    () -> {
                        stage.postgres().pause();
                        holdPaused();
                        stage.postgres().resume();
                    };
            case POSTGRES_RESTARTED -> () -> stage.postgres().restart();
        };
    }

    /** Never both services at once, for that is only the same as none. */
    private ServiceProcess oneOfTwoReady() throws InterruptedException {
        if (!stage.awaitReady(READY_AGAIN)) {
            throw new IllegalStateException("a service has not come back from its last fault");
        }
        return stage.services().get(random.nextInt(stage.services().size()));
    }

    private void noticeEnds() {
        for (var service : stage.services()) {
            if (!service.alive()) {
                endedByThemselves.add("%s:\n%s".formatted(service, service.logTail()));
                service.startAgain();
            }
        }
    }

    private Fault next() {
        if (bag.isEmpty()) {
            var all = new ArrayList<>(Arrays.asList(Fault.values()));
            Collections.shuffle(all, random);
            bag.addAll(all);
        }
        return bag.removeFirst();
    }

    private void holdPaused() {
        var least = random.nextInt(LONG_PAUSE_ONE_IN) == 0 ? LONG_PAUSE_MILLIS : 300;
        hold(least, least + 1_700);
    }

    private void hold(int leastMillis, int mostMillis) {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(random.nextInt(leastMillis, mostMillis)));
    }
}
