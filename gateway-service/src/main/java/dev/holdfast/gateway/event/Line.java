package dev.holdfast.gateway.event;

import dev.holdfast.gateway.maintenance.Maintenances;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventNote;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * The events that one service has yet to be told of by this gateway, and the one thread that tells
 * it: in batches, and in order. What it cannot tell now, it parks. Safe for any thread.
 */
final class Line implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final int MOST = 20_000;
    private static final int LARGEST_CHARACTERS = 300_000;
    private static final Duration GATHERING = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);
    private static final int MOST_FAILURES = 20;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final String service;
    private final Teller teller;
    private final Parking parking;
    private final Maintenances maintenances;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST);
    private final BiConsumer<String, EventNote> lost;
    private final PollingLoop loop;
    private final CountDownLatch drained = new CountDownLatch(1);
    private final IdentityHashMap<Waiting, Integer> failures = new IdentityHashMap<>();

    /** What neither the service nor PostgreSQL has taken yet. */
    private final List<Waiting> left = new ArrayList<>();

    private Optional<Waiting> next = Optional.empty();
    private volatile boolean closing;

    /**
     * Begins to tell the service.
     *
     * @param lost hears of an event that could be neither told nor parked for a fault of ours
     */
    Line(
            String service,
            Teller teller,
            Parking parking,
            Maintenances maintenances,
            PollingLoops loops,
            BiConsumer<String, EventNote> lost) {
        this.service = service;
        this.teller = teller;
        this.parking = parking;
        this.maintenances = maintenances;
        this.lost = lost;
        this.loop = loops.loop("events-of-" + service, LONGEST_BACKOFF, this::round);
        loop.start();
    }

    /** Whether there is room for it. */
    boolean add(Waiting event) {
        return queue.offer(event);
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
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        loop.interrupt(Duration.ZERO);
    }

    private Duration round() throws InterruptedException {
        if (left.isEmpty()) {
            left.addAll(gather());
        }
        if (!left.isEmpty()) {
            handOn();
        } else if (closing && queue.isEmpty()) {
            drained.countDown();
        }
        return Duration.ZERO;
    }

    /** What comes within 200 ms of the first, up to 500 events and about 300 kB. */
    private List<Waiting> gather() throws InterruptedException {
        var batch = new ArrayList<Waiting>();
        var first =
                next.isPresent() ? next.get() : queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        next = Optional.empty();
        var deadline = System.nanoTime() + GATHERING.toNanos();
        var size = 0;
        for (var each = first; each != null; ) {
            size += each.json().length();
            if (!batch.isEmpty() && size > LARGEST_CHARACTERS) {
                next = Optional.of(each);
                return batch;
            }
            batch.add(each);
            if (batch.size() == EventBatch.MOST) {
                return batch;
            }
            each = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return batch;
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
            } catch (Unavailable away) {
                throw away;
            } catch (RuntimeException fault) {
                left.forEach(each -> failures.put(each, 0));
                throw fault;
            }
        }
        handOnSingly();
        failures.clear();
    }

    private void handOn(List<Waiting> events) throws InterruptedException {
        tell(events);
        if (!events.isEmpty()) {
            parking.park(service, events);
            events.forEach(each -> each.custody().release());
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
                } catch (Unavailable away) {
                    throw away;
                } catch (RuntimeException fault) {
                    if (failures.merge(each, 1, Integer::sum) >= MOST_FAILURES) {
                        giveUp(each, fault);
                    } else {
                        failure = Optional.of(fault);
                        stuck.add(each.guild());
                    }
                }
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void giveUp(Waiting event, RuntimeException fault) {
        LOG.errorf(fault, "%s can be neither told nor parked, and is lost", event.note().key());
        lost.accept(service, event.note());
        event.custody().release();
        left.remove(event);
    }

    /** Removes what the service took in; of what is left, a guild's is in order. */
    private void tell(List<Waiting> left) throws InterruptedException {
        var behind = parking.guilds(service);
        var now = left.stream().filter(each -> mayBeTold(each.guild(), behind)).toList();
        if (now.isEmpty()) {
            return;
        }
        var results = teller.tell(service, now.stream().map(Waiting::note).toList()).results();
        Set<Waiting> settled = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var each = 0; each < now.size(); each++) {
            if (results.get(each) != Result.AGAIN) {
                settled.add(now.get(each));
                now.get(each).custody().release();
            }
        }
        left.removeIf(settled::contains);
    }

    private boolean mayBeTold(GuildId guild, Set<GuildId> behind) {
        return !behind.contains(guild) && maintenances.covering(guild).isEmpty();
    }
}
