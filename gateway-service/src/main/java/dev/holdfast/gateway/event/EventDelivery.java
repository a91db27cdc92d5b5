package dev.holdfast.gateway.event;

import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * The events that one service has yet to be told of by this gateway, and the one thread that tells
 * it: in batches, and in order. What it cannot tell now, it parks. Safe for any thread.
 */
final class EventDelivery implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);
    private static final int MOST_FAILURES = 20;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final String service;
    private final EventSender teller;
    private final ParkedEvents parking;
    private final MaintenanceState maintenances;
    private final EventQueue queue = new EventQueue();
    private final BiConsumer<String, EventEnvelope> lost;
    private final PollingLoop loop;
    private final CountDownLatch drained = new CountDownLatch(1);
    private final IdentityHashMap<PendingEvent, Integer> failures = new IdentityHashMap<>();

    /** What neither the service nor PostgreSQL has taken yet. */
    private final List<PendingEvent> left = new ArrayList<>();

    private volatile boolean closing;

    /**
     * Begins to tell the service.
     *
     * @param lost hears of an event that could be neither told nor parked for a fault of ours
     */
    EventDelivery(
            String service,
            EventSender teller,
            ParkedEvents parking,
            MaintenanceState maintenances,
            PollingLoops loops,
            BiConsumer<String, EventEnvelope> lost) {
        this.service = service;
        this.teller = teller;
        this.parking = parking;
        this.maintenances = maintenances;
        this.lost = lost;
        this.loop = loops.loop("events-of-" + service, LONGEST_BACKOFF, this::round);
        loop.start();
    }

    /** Whether there is room for it. */
    boolean add(PendingEvent event) {
        return queue.add(event);
    }

    int size() {
        return queue.size();
    }

    /**
     * Tells or parks what is left, for at most 3 s. What then remains counts as not heard, and is
     * told again by whoever goes on with the session.
     */
    @Override
    public void close() {
        closing = true;
        loop.nudge();
        try {
            if (!drained.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d events for %s are left to the next gateway", queue.size(), service);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        loop.interrupt(Duration.ZERO);
    }

    private Duration round() throws InterruptedException {
        if (left.isEmpty()) {
            left.addAll(queue.take(LOOK));
        }
        if (!left.isEmpty()) {
            handOn();
        } else if (closing && queue.size() == 0) {
            drained.countDown();
        }
        return Duration.ZERO;
    }

    /**
     * Has what is left taken in or parked; nothing overtakes what can be neither. Events that fail
     * together for a fault of ours are handed on one by one.
     */
    private void handOn() throws InterruptedException {
        if (failures.isEmpty()) {
            try {
                handOn(left);
                return;
            } catch (Unavailable e) {
                throw e;
            } catch (RuntimeException e) {
                left.forEach(each -> failures.put(each, 0));
                throw e;
            }
        }
        handOnSingly();
        failures.clear();
    }

    private void handOn(List<PendingEvent> events) throws InterruptedException {
        tell(events);
        if (!events.isEmpty()) {
            parking.park(service, events);
            events.forEach(each -> each.ack().release());
            events.clear();
        }
    }

    private void handOnSingly() throws InterruptedException {
        var stuck = new HashSet<GuildId>();
        Optional<RuntimeException> failure = Optional.empty();
        for (var each : List.copyOf(left)) {
            if (!stuck.contains(each.guild())) {
                try {
                    handOn(new ArrayList<>(List.of(each)));
                    left.remove(each);
                } catch (Unavailable e) {
                    throw e;
                } catch (RuntimeException e) {
                    if (failures.merge(each, 1, Integer::sum) >= MOST_FAILURES) {
                        giveUp(each, e);
                    } else {
                        failure = Optional.of(e);
                        stuck.add(each.guild());
                    }
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void giveUp(PendingEvent event, RuntimeException fault) {
        LOG.errorf(fault, "%s can be neither told nor parked, and is lost", event.note().key());
        lost.accept(service, event.note());
        event.ack().release();
        left.remove(event);
    }

    /** Removes what the service took in; of what is left, a guild's is in order. */
    private void tell(List<PendingEvent> left) throws InterruptedException {
        var behind = parking.guilds(service);
        var now = left.stream().filter(each -> mayBeTold(each.guild(), behind)).toList();
        if (now.isEmpty()) {
            return;
        }
        var results = teller.tell(service, now.stream().map(PendingEvent::note).toList()).results();
        Set<PendingEvent> settled = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var each = 0; each < now.size(); each++) {
            if (results.get(each) != Result.AGAIN) {
                settled.add(now.get(each));
                now.get(each).ack().release();
            }
        }
        left.removeIf(settled::contains);
    }

    private boolean mayBeTold(GuildId guild, Set<GuildId> behind) {
        return !behind.contains(guild) && maintenances.covering(guild).isEmpty();
    }
}
