package dev.holdfast.health.alert;

import dev.holdfast.health.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each route was told of each incident, and what it is to be told. Not thread-safe. */
final class DeliveryBook {

    private static final int MOST = 5_000;

    private final Duration escalation;
    private final Map<Key, Delivery> known = new HashMap<>();

    private record Key(long incident, String route) {}

    DeliveryBook(Duration escalation) {
        this.escalation = escalation;
    }

    /** Whether that is news: what was told is never taken back. */
    boolean take(Delivery delivery) {
        var key = new Key(delivery.incident(), delivery.route());
        var before = known.get(key);
        if (before != null && before.told().compareTo(delivery.told()) >= 0) {
            return false;
        }
        known.put(key, delivery);
        if (known.size() > MOST) {
            known.values().stream()
                    .min((one, other) -> one.at().compareTo(other.at()))
                    .ifPresent(oldest -> known.remove(new Key(oldest.incident(), oldest.route())));
        }
        return true;
    }

    List<Delivery> all() {
        return List.copyOf(known.values());
    }

    /** Empty: it was never to be told of it. */
    Optional<Delivery> of(long incident, String route) {
        return Optional.ofNullable(known.get(new Key(incident, route)));
    }

    /**
     * What the route is to be told next. Of what came and went while it could be told nothing it is
     * told once; of what ended before it was to be told, nothing.
     */
    Optional<Told> next(Incident incident, String route, Instant now) {
        var before = of(incident.id(), route);
        if (before.isEmpty()) {
            return incident.isOpen() ? Optional.of(Told.OPENED) : Optional.empty();
        }
        var told = before.get().told();
        if (!incident.isOpen()) {
            return told == Told.ENDED ? Optional.empty() : Optional.of(Told.ENDED);
        }
        return switch (told) {
            case OWED -> Optional.of(Told.OPENED);
            case OPENED ->
                    isOverdue(incident, before.get(), now)
                            ? Optional.of(Told.PASSED_ON)
                            : Optional.empty();
            case PASSED_ON, ENDED -> Optional.empty();
        };
    }

    private boolean isOverdue(Incident incident, Delivery opened, Instant now) {
        return incident.acknowledgedBy() == null
                && Duration.between(opened.at(), now).compareTo(escalation) >= 0;
    }
}
