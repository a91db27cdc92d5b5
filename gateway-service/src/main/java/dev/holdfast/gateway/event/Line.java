package dev.holdfast.gateway.event;

import dev.holdfast.gateway.maintenance.Maintenances;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final String service;
    private final Teller teller;
    private final Parking parking;
    private final Maintenances maintenances;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST);
    private final Thread thread;
    private Optional<Waiting> next = Optional.empty();
    private final CountDownLatch closing = new CountDownLatch(1);

    Line(String service, Teller teller, Parking parking, Maintenances maintenances) {
        this.service = service;
        this.teller = teller;
        this.parking = parking;
        this.maintenances = maintenances;
        this.thread = Thread.ofVirtual().name("events of " + service).start(this::run);
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
        closing.countDown();
        try {
            if (!thread.join(FAREWELL)) {
                LOG.warnf("%d events for %s are left to the next gateway", queue.size(), service);
                thread.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0 || !queue.isEmpty() || next.isPresent()) {
                var batch = gather();
                if (!batch.isEmpty() && !handOn(batch)) {
                    LOG.warnf("%d events for %s are left to the next gateway", size(), service);
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debugf("no longer telling %s", service);
        }
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
     * Until every one of them is taken in or parked; nothing overtakes what cannot be either.
     *
     * @return false: the line is closed, and some can still be neither
     */
    private boolean handOn(List<Waiting> batch) throws InterruptedException {
        var left = new ArrayList<>(batch);
        while (!left.isEmpty()) {
            try {
                tell(left);
                if (!left.isEmpty()) {
                    parking.park(service, left);
                    left.forEach(each -> each.custody().release());
                    left.clear();
                }
            } catch (Unavailable away) {
                LOG.warnf("%d events wait in memory: %s", left.size(), away.getMessage());
                if (closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return true;
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
