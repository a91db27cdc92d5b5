package dev.holdfast.gateway.event;

import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Sends parked events on once their service is back. Every gateway does it, each for the lanes that
 * it claims; should two send one lane on, the service takes each event in once all the same.
 */
@Singleton
final class ParkedEventSender {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration COUNTING = Duration.ofSeconds(2);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration ALONE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int LANES = 8;
    private static final int PAGES = 20;
    private static final int LARGEST_CHARACTERS = 300_000;

    private final ParkedEvents parking;
    private final EventSender teller;
    private final MaintenanceState maintenances;
    private final EventSettings settings;
    private final MeterRegistry metrics;

    /** Services that did not answer, until when they are left alone. */
    private final Map<String, Long> away = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PollingLoop loop;
    private volatile int parked;
    private volatile int refused;
    private long counted = System.nanoTime() - COUNTING.toNanos();

    ParkedEventSender(
            ParkedEvents parking,
            EventSender teller,
            MaintenanceState maintenances,
            EventSettings settings,
            PollingLoops loops,
            MeterRegistry metrics) {
        this.parking = parking;
        this.teller = teller;
        this.maintenances = maintenances;
        this.settings = settings;
        this.metrics = metrics;
        this.loop = loops.loop("parked-events", LONGEST_BACKOFF, this::round);
        metrics.gauge("holdfast.gateway.events.parked", this, it -> it.parked);
        metrics.gauge("holdfast.gateway.events.dead.letters", this, it -> it.refused);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(BETWEEN);
        threads.shutdownNow();
    }

    /** Whether there may be more to do at once, the pause says. */
    private Duration round() throws InterruptedException {
        var now = System.nanoTime();
        if (now - counted > COUNTING.toNanos()) {
            keepTheBound();
            counted = now;
        }
        away.values().removeIf(until -> until < now);
        var lanes = parking.claim(away.keySet(), LANES, LEASE);
        var sending = new ArrayList<Callable<Boolean>>();
        for (var lane : lanes) {
            sending.add(() -> send(lane));
        }
        threads.invokeAll(sending);
        return lanes.isEmpty() ? BETWEEN : Duration.ZERO;
    }

    /** Always true: what becomes of the lane stands in its row. */
    private boolean send(ParkedLane lane) throws InterruptedException {
        try {
            if (maintenances.covering(lane.guild()).isPresent()) {
                parking.defer(lane, 0, ALONE);
                return true;
            }
            for (var page = 0; page < PAGES; page++) {
                if (!sendPage(lane)) {
                    return true;
                }
            }
            parking.defer(lane, 0, Duration.ZERO);
        } catch (Unavailable e) {
            LOG.debugf("events of guild %s stay parked: %s", lane.guild(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "events of guild %s for %s stay parked", lane.guild(), lane.service());
        }
        return true;
    }

    /** Whether there are more that the service would take now. */
    private boolean sendPage(ParkedLane lane) throws InterruptedException {
        var events = page(parking.read(lane, EventBatch.MOST));
        if (events.isEmpty()) {
            parking.settle(lane, List.of());
            return false;
        }
        var notes = events.stream().map(ParkedEvent::note).toList();
        var answer = teller.tell(lane.service(), notes);
        var settled = new ArrayList<Long>();
        for (var each = 0; each < events.size(); each++) {
            if (answer.results().get(each) != Result.AGAIN) {
                settled.add(events.get(each).place());
            }
        }
        if (!settled.isEmpty()) {
            parking.settle(lane, settled);
        }
        if (settled.size() == events.size()) {
            return true;
        }
        if (answer.away()) {
            away.put(lane.service(), System.nanoTime() + ALONE.toNanos());
        }
        var isStuck = settled.isEmpty() && !answer.away();
        parking.defer(lane, isStuck ? lane.attempt() : 0, isStuck ? pause(lane) : ALONE);
        return false;
    }

    private static Duration pause(ParkedLane lane) {
        var doubled = ALONE.multipliedBy(1L << Math.min(lane.attempt() - 1, 4));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** No more at once than a request may carry. */
    private static List<ParkedEvent> page(List<ParkedEvent> events) {
        var size = 0;
        for (var each = 0; each < events.size(); each++) {
            size += events.get(each).size();
            if (each > 0 && size > LARGEST_CHARACTERS) {
                return events.subList(0, each);
            }
        }
        return events;
    }

    /** Gives up the oldest of what is too much, and says so. */
    private void keepTheBound() {
        var counts = parking.count();
        parked = counts.values().stream().mapToInt(Integer::intValue).sum();
        refused = parking.countRefused();
        counts.forEach((service, count) -> {
            if (count > settings.parked()) {
                var lost = parking.dropOldest(service, count - settings.parked());
                metrics.counter("holdfast.gateway.events.dropped", "service", service)
                        .increment(lost);
                LOG.errorf(
                        "%d events for %s are lost: more than %d were parked. Bring it back, or"
                                + " raise HOLDFAST_EVENTS_PARKED.",
                        lost, service, settings.parked());
            }
        });
    }
}
