package dev.holdfast.health.statuspage;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.problem.Unavailable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The incidents of the days that are shown, without what is nobody's business. */
@Singleton
final class PublicIncidents {

    static final int MOST = 20;

    /** Of which some are of processes and machines. */
    private static final int LOOKED_AT = 100;

    private static final Logger LOG = Logger.getLogger("holdfast.status");

    private final Incidents incidents;

    PublicIncidents(Incidents incidents) {
        this.incidents = incidents;
    }

    /** The newest first; open ones however many there are of the others. */
    List<PublicIncident> newest(Instant now) {
        var earliest = now.minus(Duration.ofDays(DayHistory.DAYS));
        var byId = new LinkedHashMap<Long, Incident>();
        Stream.concat(read(incidents::open), read(() -> incidents.recent(LOOKED_AT)))
                .forEach(incident -> byId.putIfAbsent(incident.id(), incident));
        return byId.values().stream()
                .filter(incident -> PublicKinds.has(incident.root()))
                .filter(incident -> incident.isOpen() || incident.began().isAfter(earliest))
                .sorted(
                        Comparator.comparing(Incident::isOpen)
                                .thenComparing(Incident::began)
                                .reversed())
                .limit(MOST)
                .map(this::shown)
                .toList();
    }

    private static Stream<Incident> read(Supplier<List<Incident>> some) {
        try {
            return some.get().stream();
        } catch (Unavailable e) {
            LOG.debugf("the status page lacks incidents: %s", e.getMessage());
            return Stream.of();
        }
    }

    private PublicIncident shown(Incident incident) {
        return new PublicIncident(
                incident.root(),
                incident.verdict(),
                incident.began(),
                seenAt(incident).orElse(null),
                incident.ended(),
                incident.attached().stream()
                        .filter(PublicKinds::has)
                        .distinct()
                        .sorted(Comparator.comparing(Component::toString))
                        .toList());
    }

    private Optional<Instant> seenAt(Incident incident) {
        if (incident.acknowledgedBy() == null) {
            return Optional.empty();
        }
        try {
            return incidents.timeline(incident.id()).stream()
                    .filter(entry -> entry.kind() == IncidentEntry.Kind.ACKNOWLEDGED)
                    .map(IncidentEntry::at)
                    .findFirst();
        } catch (Unavailable e) {
            LOG.debugf("the status page lacks a timeline: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
