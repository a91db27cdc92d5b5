package dev.holdfast.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.maintenance.MaintenanceState;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.loop.WorkQueue;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Receives events from Discord and queues them for the services that subscribed. An event counts as
 * heard once a service handled it or PostgreSQL stores it. Thread-safe.
 */
@Singleton
public final class EventDispatcher implements EventListener {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final int MOST = 20_000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** Discord tells once who is in a guild: so long a service may start later than the gateway. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private static final int SAID_EVERY = 1_000;

    private final CatalogUpdater catalogs;
    private final EventSender teller;
    private final ParkedEvents parking;
    private final MaintenanceState maintenances;
    private final Guilds guilds;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final PollingLoops loops;
    private final WorkQueue<Heard> heard;
    private final Map<String, EventDelivery> lines = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    /** When the first event came; 0: none yet. For the loop's thread. */
    private long firstAt;

    private record Heard(EventEnvelope note, Ack ack) {}

    EventDispatcher(
            CatalogUpdater catalogs,
            EventSender teller,
            ParkedEvents parking,
            MaintenanceState maintenances,
            Guilds guilds,
            ObjectMapper json,
            MeterRegistry metrics,
            Clock clock,
            PollingLoops loops) {
        this.catalogs = catalogs;
        this.teller = teller;
        this.parking = parking;
        this.maintenances = maintenances;
        this.guilds = guilds;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
        this.loops = loops;
        this.heard = new WorkQueue<>(loops, "events", MOST, this::route, this::giveUp);
        metrics.gauge(
                "holdfast.gateway.events.waiting",
                this,
                it ->
                        it.heard.size()
                                + it.lines.values().stream().mapToInt(EventDelivery::size).sum());
    }

    @Override
    public void hear(String type, JsonNode data) {
        hear(type, data, Ack.NONE);
    }

    @Override
    public void hear(String type, JsonNode data, Ack ack) {
        EventReader.read(type, data, instant(), guilds::find).forEach(note -> offer(note, ack));
    }

    /**
     * Has services told that the bot is no longer in a guild, which no event said.
     *
     * @param ack released when they have been told
     */
    public void left(GuildId guild, Ack ack) {
        offer(EventReader.left(guild, instant()), ack);
    }

    /** What is too much to hold goes on counting as not heard. */
    private void offer(EventEnvelope note, Ack ack) {
        ack.keep();
        if (!heard.offer(new Heard(note, ack))) {
            drop("all", note);
        }
    }

    /** Later than every one before, so that two events never share a key. */
    private Instant instant() {
        return last.updateAndGet(before -> {
            var now = clock.instant();
            return now.isAfter(before) ? now : before.plusNanos(1_000);
        });
    }

    void start(@Observes StartupEvent event) {
        heard.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        heard.drain(FAREWELL);
        lines.values().parallelStream().forEach(EventDelivery::close);
    }

    private void giveUp(Heard next) {
        drop("all", next.note());
        next.ack().release();
    }

    private void route(Heard next) throws InterruptedException {
        while (!catalogs.awaitKnown(LOOK)) {
            LOG.debug("nobody has said yet what they want to hear");
        }
        awaitLateServices();
        var wanting = catalogs.wanting(next.note().event().kind());
        if (!wanting.isEmpty()) {
            var waiting = new PendingEvent(next.note(), write(next.note()), next.ack());
            for (var service : wanting) {
                next.ack().keep();
                if (!line(service).add(waiting)) {
                    drop(service, next.note());
                }
            }
        }
        next.ack().release();
    }

    /** On a first start nobody knows yet what a service wants that has not answered. */
    private void awaitLateServices() throws InterruptedException {
        if (firstAt == 0) {
            firstAt = System.nanoTime();
        }
        while (System.nanoTime() - firstAt < LATE.toNanos() && !catalogs.awaitComplete(LOOK)) {
            LOG.debug("a service has not said yet what it wants to hear");
        }
    }

    private EventDelivery line(String service) {
        return lines.computeIfAbsent(
                service,
                name -> new EventDelivery(name, teller, parking, maintenances, loops, this::drop));
    }

    private String write(EventEnvelope note) {
        try {
            return json.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only while neither the service nor PostgreSQL takes anything for long. */
    private void drop(String service, EventEnvelope note) {
        var dropped = metrics.counter("holdfast.gateway.events.dropped", "service", service);
        dropped.increment();
        if (dropped.count() % SAID_EVERY == 1) {
            LOG.errorf(
                    "events are lost, %s for %s by now: neither it nor PostgreSQL takes any",
                    (long) dropped.count(), service);
            LOG.debugf("the last one is %s", List.of(note.key()));
        }
    }
}
