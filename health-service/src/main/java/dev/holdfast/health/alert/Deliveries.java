package dev.holdfast.health.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.spool.Spool;
import dev.holdfast.health.spool.Spools;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Remembers what each route was told: at once in a spool file, so that a restart tells nothing
 * twice; in PostgreSQL when that takes it, so that the next leader does not either. Nobody waits
 * for PostgreSQL. Thread-safe.
 */
@Singleton
final class Deliveries {

    private static final Logger LOG = Logger.getLogger("holdfast.alert");
    private static final UserId NOBODY = new UserId(0);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(60);
    private static final Duration READ = Duration.ofDays(2);
    private static final int MOST = 2_000;
    private static final int AT_ONCE = 200;
    private static final long LARGE = 256 * 1024;

    /** Before the routes' loops. */
    private static final int EARLY = 210;

    private final Spool spool;
    private final ObjectMapper json;
    private final UnitsOfWork units;
    private final DatabaseStart database;
    private final Clock clock;
    private final PollingLoop loop;
    private final DeliveryBook book;
    private final Set<Delivery> waiting = new LinkedHashSet<>();

    Deliveries(
            AlertSettings settings,
            Spools spools,
            ObjectMapper json,
            UnitsOfWork units,
            DatabaseStart database,
            Clock clock,
            PollingLoops loops) {
        this.book = new DeliveryBook(settings.escalation());
        this.spool = spools.open("deliveries");
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.units = units;
        this.database = database;
        this.clock = clock;
        this.loop = loops.every("alert-deliveries", LOOK, this::write);
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        synchronized (this) {
            for (var line : spool.replay()) {
                read(line).filter(book::take).ifPresent(waiting::add);
            }
            waiting.removeIf(it -> it.told() == Told.OWED);
        }
        loop.start();
    }

    private Optional<Delivery> read(String line) {
        try {
            return Optional.of(json.readValue(line, Delivery.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("a line of the deliveries' spool cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** The route was told that, or is to be; on the disk when it returns. */
    synchronized void keep(Delivery delivery) {
        if (!book.take(delivery)) {
            return;
        }
        spool.append(List.of(line(delivery)));
        if (delivery.told() != Told.OWED) {
            waiting.add(delivery);
            loop.nudge();
        }
    }

    private String line(Delivery delivery) {
        try {
            return json.writeValueAsString(delivery);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized Optional<Delivery> of(long incident, String route) {
        return book.of(incident, route);
    }

    synchronized Optional<Told> next(Incident incident, String route) {
        return book.next(incident, route, clock.instant());
    }

    /**
     * Learns what other instances told; to be called before this one begins to.
     *
     * @param open of whichever age
     * @return false while PostgreSQL was not reached since the start
     */
    boolean learn(Collection<Long> open) {
        if (!(database.state() instanceof DatabaseStart.State.Ready)) {
            return false;
        }
        var since = clock.instant().minus(READ);
        var told =
                units.read(
                        GuildId.DIRECT,
                        NOBODY,
                        work -> DeliveryStore.since(work, since, open, MOST));
        synchronized (this) {
            told.forEach(book::take);
        }
        return true;
    }

    private void write() {
        var batch = batch();
        if (batch.isEmpty() || !(database.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        var now = clock.instant();
        var _ =
                units.write(
                        GuildId.DIRECT,
                        OperationKey.of("deliveries:" + now),
                        work -> {
                            batch.forEach(each -> DeliveryStore.write(work, each));
                            DeliveryStore.forget(work, now.minus(KEPT));
                            return batch.size();
                        });
        written(batch, now);
    }

    private synchronized List<Delivery> batch() {
        return waiting.stream().limit(AT_ONCE).toList();
    }

    private synchronized void written(List<Delivery> batch, Instant now) {
        batch.forEach(waiting::remove);
        if (waiting.isEmpty() && spool.size() > LARGE) {
            var from = now.minus(READ);
            spool.rewrite(
                    book.all().stream()
                            .filter(it -> it.told() != Told.ENDED || it.at().isAfter(from))
                            .map(this::line)
                            .toList());
        }
    }

    @PreDestroy
    void stop() {
        loop.interrupt(FAREWELL);
    }
}
