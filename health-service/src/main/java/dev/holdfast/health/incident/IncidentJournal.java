package dev.holdfast.health.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.health.spool.Spool;
import dev.holdfast.health.spool.Spools;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps what happens to incidents: at once in a spool file, in PostgreSQL when that takes it.
 * Nobody waits for PostgreSQL. Thread-safe.
 */
@Singleton
final class IncidentJournal {

    private static final Logger LOG = Logger.getLogger("holdfast.incident");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int AT_ONCE = 100;
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_FAILURES = 5;

    /** From here on the spool holds what is open only, once PostgreSQL has the rest. */
    private static final long LARGE = 256 * 1024;

    private final Spool spool;
    private final ObjectMapper json;
    private final UnitsOfWork units;
    private final DatabaseStart database;
    private final Clock clock;
    private final PollingLoop loop;
    private final Deque<IncidentChange> waiting = new ArrayDeque<>();
    private Supplier<List<IncidentChange>> ofOpen = List::of;
    private int failures;
    private long added;

    IncidentJournal(
            Spools spools,
            ObjectMapper json,
            UnitsOfWork units,
            DatabaseStart database,
            Clock clock,
            PollingLoops loops) {
        this.spool = spools.open("incidents");
        // A build that comes later may have written more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.units = units;
        this.database = database;
        this.clock = clock;
        this.loop = loops.every("incident-writer", LOOK, this::write);
    }

    /**
     * What was kept before this process began, oldest first; PostgreSQL gets it again. Then it
     * begins to write.
     *
     * @param open all that is to stay in the spool when that is large
     */
    List<IncidentChange> begin(Supplier<List<IncidentChange>> open) {
        ofOpen = open;
        var replayed = new ArrayList<IncidentChange>();
        spool.replay().forEach(line -> read(line).ifPresent(replayed::add));
        await(replayed);
        loop.start();
        return replayed;
    }

    private Optional<IncidentChange> read(String line) {
        try {
            return Optional.of(json.readValue(line, IncidentChange.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf("a line of the incidents' spool cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps them; when it returns they are on the disk, as far as that takes anything. */
    void add(List<IncidentChange> changes) {
        synchronized (this) {
            spool.append(changes.stream().map(this::line).toList());
            await(changes);
        }
        loop.nudge();
    }

    private String line(IncidentChange change) {
        try {
            return json.writerFor(IncidentChange.class).writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Beyond the bound the oldest wait in the spool alone. */
    private synchronized void await(Collection<IncidentChange> changes) {
        waiting.addAll(changes);
        added += changes.size();
        while (waiting.size() > MOST_WAITING) {
            waiting.removeFirst();
        }
    }

    private void write() {
        var batch = next();
        if (batch.isEmpty()) {
            shrink();
            return;
        }
        if (!(database.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        try {
            var cause = OperationKey.of("incidents:" + clock.instant());
            var _ =
                    units.write(
                            GuildId.DIRECT,
                            cause,
                            work -> {
                                batch.forEach(change -> IncidentStore.write(work, change));
                                return batch.size();
                            });
            failures = 0;
            written(batch.size());
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            failed(e);
            throw e;
        }
    }

    /** After a failure one by one, so that what cannot be written keeps nothing else waiting. */
    private synchronized List<IncidentChange> next() {
        return waiting.stream().limit(failures == 0 ? AT_ONCE : 1).toList();
    }

    private void failed(RuntimeException e) {
        failures++;
        if (failures > MOST_FAILURES) {
            LOG.errorf(e, "PostgreSQL does not take %s; it is in the spool", next());
            written(1);
            failures = 1;
        }
    }

    private synchronized void written(int count) {
        for (var each = 0; each < count && !waiting.isEmpty(); each++) {
            waiting.removeFirst();
        }
        if (!waiting.isEmpty()) {
            loop.nudge();
        }
    }

    private void shrink() {
        if (spool.size() > LARGE) {
            var before = added();
            var kept = ofOpen.get().stream().map(this::line).toList();
            synchronized (this) {
                if (waiting.isEmpty() && added == before) {
                    spool.rewrite(kept);
                }
            }
        }
    }

    private synchronized long added() {
        return added;
    }

    @PreDestroy
    void stop() {
        loop.interrupt(FAREWELL);
    }
}
