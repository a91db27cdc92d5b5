package dev.holdfast.health.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * All incidents that this process knows of, of whichever instance: the newest state of each.
 * Bounded. Not thread-safe.
 */
final class IncidentView {

    private static final int MOST = 300;
    private static final int MOST_LINES = 600;
    private static final Comparator<IncidentEntry> BY_TIME =
            Comparator.comparing(IncidentEntry::at);

    private final NavigableMap<Long, Known> known = new TreeMap<>(Comparator.reverseOrder());
    private final Map<Long, LinkedHashMap<UUID, IncidentEntry>> lines = new HashMap<>();

    /** Its newest state. */
    record Known(Incident incident, long version, boolean reported) {}

    void take(IncidentChange change) {
        switch (change) {
            case IncidentChange.Became(var incident, var version, var reported) ->
                    became(new Known(incident, version, reported));
            case IncidentChange.Happened(var id, var entry, var line) -> {
                var its = lines.computeIfAbsent(id, _ -> new LinkedHashMap<>());
                if (its.size() < MOST_LINES) {
                    its.putIfAbsent(entry, line);
                }
            }
            case IncidentChange.Acknowledged(var id, var by, _) ->
                    known.computeIfPresent(
                            id,
                            (_, it) ->
                                    new Known(
                                            it.incident().acknowledged(by),
                                            it.version(),
                                            it.reported()));
        }
    }

    /** An older state than the known one is no news, but for who sees to it. */
    private void became(Known news) {
        var id = news.incident().id();
        var before = known.get(id);
        if (before == null || before.version() < news.version()) {
            known.put(id, before == null ? news : keeping(before, news));
        } else {
            known.put(id, keeping(news, before));
        }
        shorten();
    }

    private static Known keeping(Known other, Known newer) {
        var by = other.incident().acknowledgedBy();
        return by == null
                ? newer
                : new Known(newer.incident().acknowledged(by), newer.version(), newer.reported());
    }

    private void shorten() {
        var over = known.size() - MOST;
        if (over > 0) {
            var oldest =
                    known.descendingMap().values().stream()
                            .map(Known::incident)
                            .filter(it -> !it.isOpen())
                            .limit(over)
                            .map(Incident::id)
                            .toList();
            oldest.forEach(known::remove);
            lines.keySet().retainAll(known.keySet());
        }
    }

    /** Those that go on, oldest first. */
    List<Known> open() {
        return known.descendingMap().values().stream()
                .filter(it -> it.incident().isOpen())
                .toList();
    }

    List<Incident> recent(int limit) {
        return known.values().stream().limit(limit).map(Known::incident).toList();
    }

    Optional<Known> find(long id) {
        return Optional.ofNullable(known.get(id));
    }

    /** Oldest first. */
    List<IncidentEntry> timeline(long id) {
        var its = lines.get(id);
        return its == null ? List.of() : its.values().stream().sorted(BY_TIME).toList();
    }

    /** The states and timelines of what goes on, and of what ended after then. */
    List<IncidentChange> since(Instant instant) {
        var changes = new ArrayList<IncidentChange>();
        for (var each : known.descendingMap().values()) {
            var ended = each.incident().ended();
            if (ended == null || ended.isAfter(instant)) {
                changes.add(
                        new IncidentChange.Became(
                                each.incident(), each.version(), each.reported()));
                var its = lines.getOrDefault(each.incident().id(), new LinkedHashMap<>());
                its.forEach((entry, line) ->
                        changes.add(
                                new IncidentChange.Happened(each.incident().id(), entry, line)));
            }
        }
        return changes;
    }
}
