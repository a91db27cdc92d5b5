package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of how the bot is; the same for the page and for {@code /status}. Asks
 * neither PostgreSQL nor the network more than once in two seconds. Thread-safe.
 */
@Singleton
public final class StatusPage {

    /** However many look: between two rounds nothing changes. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final int MOST_LINES = 30;

    private final Health health;
    private final DayHistory history;
    private final PublicIncidents incidents;
    private final Clock clock;
    private volatile @Nullable PublicStatus last;

    StatusPage(Health health, DayHistory history, PublicIncidents incidents, Clock clock) {
        this.health = health;
        this.history = history;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** How it is now, as far as anybody knows. */
    public PublicStatus now() {
        var now = clock.instant();
        var known = last;
        if (known != null && isFresh(known, now)) {
            return known;
        }
        var measuredAt = health.lastRound().orElse(null);
        var sight = sight(now, measuredAt, health.interval(), health.isCutOff());
        var fresh =
                new PublicStatus(
                        now,
                        measuredAt,
                        sight,
                        history.isRead(),
                        lines(health.current(), sight, measuredAt, history::days),
                        incidents.newest(now));
        last = fresh;
        return fresh;
    }

    private static boolean isFresh(PublicStatus known, Instant now) {
        var age = Duration.between(known.at(), now);
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }

    static Sight sight(
            Instant now, @Nullable Instant measuredAt, Duration interval, boolean cutOff) {
        if (measuredAt == null) {
            return Sight.NEVER;
        }
        var longest = interval.multipliedBy(Measurements.ROUNDS);
        if (Duration.between(measuredAt, now).compareTo(longest) > 0) {
            return Sight.STALE;
        }
        return cutOff ? Sight.CUT_OFF : Sight.CLEAR;
    }

    /** One for each public component, and for each kind of which nothing is known. */
    static List<Line> lines(
            List<ComponentState> states,
            Sight sight,
            @Nullable Instant measuredAt,
            Function<Component, List<DaySum>> days) {
        var lines = new ArrayList<Line>();
        for (var kind : PublicKinds.ALL) {
            var ofKind =
                    states.stream()
                            .filter(state -> state.component().kind() == kind)
                            .sorted(Comparator.comparing(state -> state.component().name()))
                            .limit(MOST_LINES)
                            .toList();
            if (ofKind.isEmpty()) {
                var missing = new Component(kind, "main");
                lines.add(new Line(missing, Verdict.UNKNOWN, null, days.apply(missing)));
            }
            ofKind.forEach(state ->
                    lines.add(line(state, sight, measuredAt, days.apply(state.component()))));
        }
        return lines;
    }

    private static Line line(
            ComponentState state, Sight sight, @Nullable Instant measuredAt, List<DaySum> days) {
        if (sight == Sight.CLEAR) {
            return new Line(state.component(), state.verdict(), state.since(), days);
        }
        var known = state.verdict() == Verdict.UNKNOWN ? state.since() : null;
        var since = sight == Sight.STALE ? measuredAt : known;
        return new Line(state.component(), Verdict.UNKNOWN, since, days);
    }
}
