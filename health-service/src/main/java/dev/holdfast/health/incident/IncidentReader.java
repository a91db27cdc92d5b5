package dev.holdfast.health.incident;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads every few seconds what other instances wrote of incidents, and forgets what is old. Safe
 * for any thread.
 */
@Singleton
final class IncidentReader {

    private static final UserId NOBODY = new UserId(0);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(2 * 365);
    private static final Duration SWEEP = Duration.ofHours(6);
    private static final int MOST = 300;
    private static final int MOST_LINES = 10_000;

    private final Incidents incidents;
    private final UnitsOfWork units;
    private final DatabaseStart database;
    private final Clock clock;
    private final PollingLoop loop;
    private final Set<Long> whole = new HashSet<>();
    private Instant sweptAt;

    IncidentReader(
            Incidents incidents,
            UnitsOfWork units,
            DatabaseStart database,
            Clock clock,
            PollingLoops loops) {
        this.incidents = incidents;
        this.units = units;
        this.database = database;
        this.clock = clock;
        this.sweptAt = clock.instant();
        this.loop = loops.every("incident-reader", LOOK, this::read);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.interrupt(Duration.ZERO);
    }

    private void read() {
        if (database.state() instanceof DatabaseStart.State.Ready) {
            incidents.learn(units.read(GuildId.DIRECT, NOBODY, this::changes));
            sweep();
        }
    }

    /** Lines of what ended are read once, those of what goes on each time. */
    private List<IncidentChange> changes(UnitOfWork work) {
        var stored = IncidentStore.latest(work, MOST);
        var wanted =
                stored.stream()
                        .map(IncidentStore.Stored::incident)
                        .filter(it -> it.isOpen() || !whole.contains(it.id()))
                        .toList();
        var ids = wanted.stream().map(Incident::id).toList();
        var lines =
                ids.isEmpty()
                        ? List.<IncidentChange.Happened>of()
                        : IncidentStore.entries(work, ids, MOST_LINES);
        wanted.stream().filter(it -> !it.isOpen()).map(Incident::id).forEach(whole::add);
        whole.retainAll(stored.stream().map(it -> it.incident().id()).toList());
        var changes = new ArrayList<IncidentChange>(lines);
        changes.addAll(
                0,
                stored.stream()
                        .map(it ->
                                new IncidentChange.Became(
                                        it.incident(), it.version(), it.reported()))
                        .toList());
        return changes;
    }

    private void sweep() {
        var now = clock.instant();
        if (Duration.between(sweptAt, now).compareTo(SWEEP) < 0) {
            return;
        }
        sweptAt = now;
        var cause = OperationKey.of("incident-sweep:" + now);
        var _ =
                units.write(
                        GuildId.DIRECT,
                        cause,
                        work -> {
                            IncidentStore.forget(work, work.now().minus(KEPT));
                            return now;
                        });
    }
}
