package dev.holdfast.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.discord.Custody;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.maintenance.Maintenances;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.loop.WorkQueue;
import dev.holdfast.kit.protocol.EventNote;
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
public final class Events implements EventListener {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final int MOST = 20_000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int SAID_EVERY = 1_000;

    private final Catalogs catalogs;
    private final Teller teller;
    private final Parking parking;
    private final Maintenances maintenances;
    private final Guilds guilds;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final PollingLoops loops;
    private final WorkQueue<Heard> heard;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    private record Heard(EventNote note, Custody custody) {}

    Events(
            Catalogs catalogs,
            Teller teller,
            Parking parking,
            Maintenances maintenances,
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
                it -> it.heard.size() + it.lines.values().stream().mapToInt(Line::size).sum());
    }

    @Override
    public void hear(String type, JsonNode data) {
        hear(type, data, Custody.NONE);
    }

    @Override
    public void hear(String type, JsonNode data, Custody custody) {
        EventReader.read(type, data, instant(), guilds::find).forEach(note -> offer(note, custody));
    }

    /**
     * Has services told that the bot is no longer in a guild, which no event said.
     *
     * @param custody released when they have been told
     */
    public void left(GuildId guild, Custody custody) {
        offer(EventReader.left(guild, instant()), custody);
    }

    /** What is too much to hold goes on counting as not heard. */
    private void offer(EventNote note, Custody custody) {
        custody.keep();
        if (!heard.offer(new Heard(note, custody))) {
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
        lines.values().parallelStream().forEach(Line::close);
    }

    private void giveUp(Heard next) {
        drop("all", next.note());
        next.custody().release();
    }

    private void route(Heard next) throws InterruptedException {
        while (!catalogs.awaitKnown(LOOK)) {
            LOG.debug("nobody has said yet what they want to hear");
        }
        var wanting = catalogs.wanting(next.note().event().kind());
        if (!wanting.isEmpty()) {
            var waiting = new Waiting(next.note(), write(next.note()), next.custody());
            for (var service : wanting) {
                next.custody().keep();
                if (!line(service).add(waiting)) {
                    drop(service, next.note());
                }
            }
        }
        next.custody().release();
    }

    private Line line(String service) {
        return lines.computeIfAbsent(
                service, name -> new Line(name, teller, parking, maintenances, loops, this::drop));
    }

    private String write(EventNote note) {
        try {
            return json.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Only while neither the service nor PostgreSQL takes anything for long. */
    private void drop(String service, EventNote note) {
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
