package dev.holdfast.health.alert;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.incident.Finding;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.loop.Backoff;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.text.Texts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells one route of incidents, each once when it opens and once when it ends, until it arrives.
 * One that fails thrice is told of on the others. Used by one loop, but for {@link #owe}.
 */
final class RouteDelivery {

    private static final Logger LOG = Logger.getLogger("holdfast.alert");
    private static final Texts TEXTS = Texts.of("alert");
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** So many times the first wait after a failure. */
    private static final int LONGEST_PAUSE = 15;

    private static final int MANY_FAILURES = 3;
    private static final int MOST = 300;

    private final AlertRoute route;
    private final Component component;
    private final Common common;
    private boolean hasLearned;
    private boolean isKnownWell;
    private int failures;

    /** What all routes share. */
    record Common(
            Acting acting,
            Incidents incidents,
            Deliveries deliveries,
            AlertText texts,
            Duration retry,
            MeterRegistry metrics,
            Clock clock) {}

    RouteDelivery(AlertRoute route, Common common) {
        this.route = route;
        this.common = common;
        this.component = new Component(Component.Kind.WATCHER, "route/" + route.name());
    }

    /** One round; how long to wait for the next. */
    Duration round() throws InterruptedException {
        if (!common.acting().acts()) {
            hasLearned = false;
            return LOOK;
        }
        learn();
        var incidents = oldestFirst();
        incidents.forEach(this::owe);
        for (var incident : incidents) {
            var next = common.deliveries().next(incident, route.name());
            if (next.isPresent() && !told(incident, next.get())) {
                return new Backoff(common.retry(), common.retry().multipliedBy(LONGEST_PAUSE))
                        .after(failures);
            }
        }
        return LOOK;
    }

    /** Notes that the route is to be told of it: it may end before the route takes anything. */
    void owe(Incident incident) {
        if (common.deliveries().next(incident, route.name()).isPresent()) {
            keep(incident.id(), Told.OWED);
        }
    }

    /** Whoever begins to act learns what was told before, where PostgreSQL can say so. */
    private void learn() {
        if (hasLearned) {
            return;
        }
        try {
            var open = common.incidents().open().stream().map(Incident::id).toList();
            hasLearned = common.deliveries().learn(open);
        } catch (Unavailable e) {
            hasLearned = true;
            LOG.warnf("what other instances told is not known: %s", e.getMessage());
        }
    }

    private List<Incident> oldestFirst() {
        return common.incidents().recent(MOST).stream()
                .sorted(Comparator.comparingLong(Incident::id))
                .toList();
    }

    private boolean told(Incident incident, Told next) throws InterruptedException {
        var id = incident.id();
        var before = common.deliveries().of(id, route.name()).map(Delivery::told).orElse(Told.OWED);
        var timeline = common.incidents().timeline(id);
        var text = common.texts().of(incident, next, before, timeline);
        var key = "incident-%d-%s".formatted(id, next.word());
        var sent = route.send(new Notice(key, incident, next, text));
        count(sent);
        return switch (sent) {
            case AlertRoute.Sent.Taken() -> {
                keep(id, next);
                taken(id, next);
                yield true;
            }
            case AlertRoute.Sent.NotNow() -> false;
            case AlertRoute.Sent.Failed(var why) -> {
                failed(why);
                yield false;
            }
        };
    }

    private void keep(long incident, Told told) {
        common.deliveries()
                .keep(new Delivery(incident, route.name(), told, common.clock().instant()));
    }

    private void taken(long incident, Told told) {
        common.incidents()
                .alerted(incident, "%s was told: %s.".formatted(route.name(), told.word()));
        if (!isKnownWell) {
            common.incidents().recovered(component);
        }
        isKnownWell = true;
        failures = 0;
    }

    private void failed(String why) {
        failures++;
        isKnownWell = false;
        LOG.warnf("the alert route %s failed, %d times in a row: %s", route.name(), failures, why);
        if (failures == MANY_FAILURES) {
            var text = TEXTS.english("route.failed", route.name(), failures, why);
            common.incidents().report(new Finding(component, Verdict.DEGRADED, text));
        }
    }

    @Override
    public String toString() {
        return route.name();
    }

    private void count(AlertRoute.Sent sent) {
        var outcome =
                switch (sent) {
                    case AlertRoute.Sent.Taken() -> "taken";
                    case AlertRoute.Sent.Failed _ -> "failed";
                    case AlertRoute.Sent.NotNow() -> "not-now";
                };
        common.metrics()
                .counter("holdfast.health.alerts", "route", route.name(), "outcome", outcome)
                .increment();
    }
}
