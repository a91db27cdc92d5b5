package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.limit.ReservedBulkhead;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Claims effects and orders and has them delivered, so many at a time: at once after a unit of work
 * ordered some, and every second what a dead process left. Every instance does; a row has one
 * claim.
 */
@Singleton
final class Outbox {

    private static final Logger LOG = Logger.getLogger("holdfast.outbox");
    private static final int MOST_AT_ONCE = 32;
    private static final int FOR_URGENT = 8;
    private static final int FOR_PATIENT = 4;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What is not over by then, another may claim. */
    private static final Duration LEASE = GatewayClient.TIMEOUT.plusSeconds(10);

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);
    private static final int MOST_COUNTED = 10_000;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final OutboxDelivery delivery;
    private final OutboxListeners listeners;
    private final GatewayClient gateway;
    private final GuildFairness turns;
    private final DatabaseStart start;
    private final ReservedBulkhead places =
            new ReservedBulkhead(MOST_AT_ONCE, FOR_URGENT, FOR_PATIENT);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PollingLoop rounds;
    private final PollingLoop counting;
    private volatile OutboxStore.Backlog backlog = new OutboxStore.Backlog(0, 0, 0);

    Outbox(
            OutboxStore store,
            OutboxDelivery delivery,
            OutboxListeners listeners,
            GatewayClient gateway,
            GuildFairness turns,
            DatabaseStart start,
            PollingLoops loops,
            MeterRegistry metrics) {
        this.store = store;
        this.delivery = delivery;
        this.listeners = listeners;
        this.gateway = gateway;
        this.turns = turns;
        this.start = start;
        this.rounds = loops.every("outbox", PAUSE, this::round);
        this.counting = loops.every("outbox-backlog", BETWEEN_COUNTS, this::count);
        Gauge.builder("holdfast.outbox.waiting", this, it -> it.backlog.waiting())
                .register(metrics);
        Gauge.builder("holdfast.outbox.oldest.seconds", this, it -> it.backlog.oldestSeconds())
                .register(metrics);
        Gauge.builder("holdfast.outbox.dead.letters", this, it -> it.backlog.deadLetters())
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        counting.start();
        if (gateway.knowsAny()) {
            rounds.start();
        } else {
            LOG.warn(
                    "HOLDFAST_GATEWAYS is not set: effects on Discord and orders of other services wait until it is");
        }
    }

    void ordered(@Observes OutboxFilled event) {
        rounds.nudge();
    }

    /** Claims nothing more, and lets what is under way end. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        counting.close();
        rounds.close();
        if (!places.awaitFree(LONGEST_FAREWELL)) {
            LOG.warnf("stopping with %d on their way", places.taken());
        }
        threads.shutdownNow();
    }

    private void count() {
        if (start.state() instanceof DatabaseStart.State.Ready) {
            backlog = store.backlog(MOST_COUNTED);
        }
    }

    private void round() {
        if (start.state() instanceof DatabaseStart.State.Ready) {
            for (var urgency : Urgency.values()) {
                claim(urgency);
            }
        }
    }

    /** Only this thread takes places, so those that are free stay so. */
    private void claim(Urgency urgency) {
        var most = Math.min(places.free(urgency), GuildFairness.atATime(urgency));
        if (most == 0) {
            return;
        }
        var claims = store.claim(urgency, listeners.names(), turns.without(urgency), most, LEASE);
        for (var claim : claims) {
            turns.began(claim);
            if (!places.tryTake(urgency)) {
                throw new IllegalStateException("a free place was taken");
            }
            threads.execute(() -> deliver(claim));
        }
        if (claims.size() == most) {
            rounds.nudge();
        }
    }

    /** What comes behind it on the same target is next: hence the nudge. */
    private void deliver(OutboxClaim claim) {
        try {
            delivery.deliver(claim);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Unavailable e) {
            LOG.warnf("effect %d waits: %s", claim.effect(), e.getMessage());
        } finally {
            turns.ended(claim);
            places.release(claim.urgency());
            rounds.nudge();
        }
    }
}
