package dev.holdfast.health.probe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How everything is. What was not measured for three rounds is {@link Verdict#UNKNOWN}, by the
 * clock and whatever the prober does. Thread-safe.
 */
@Singleton
public final class Health {

    /** The watcher itself: cut off from all else, or well. */
    public static final Component WATCHER = new Component(Component.Kind.WATCHER, "prober");

    private static final Comparator<Component> ORDER =
            Comparator.comparing(Component::kind).thenComparing(Component::name);

    private final Duration interval;
    private final VerdictTracker.Rules rules;
    private final Clock clock;
    private final Map<Component, VerdictTracker> trackers = new HashMap<>();
    private List<InstanceState> instances = List.of();
    private @Nullable Instant lastRound;
    private boolean cutOff;

    @Inject
    Health(ProbeSettings settings, Clock clock) {
        this(
                settings.probeInterval(),
                new VerdictTracker.Rules(
                        settings.misses(), settings.recovery(), ProbeRound.distance(settings)),
                clock);
    }

    Health(Duration interval, VerdictTracker.Rules rules, Clock clock) {
        this.interval = interval;
        this.rules = rules;
        this.clock = clock;
    }

    /** Where something hangs, a round takes longer than a short interval. */
    private static Duration longestRound(ProbeSettings settings) {
        var looks = ProbeRound.longest(settings.probeTimeout());
        return looks.compareTo(settings.probeInterval()) > 0 ? looks : settings.probeInterval();
    }

    /** Every known component, in a stable order. */
    public synchronized List<ComponentState> current() {
        var now = clock.instant();
        return trackers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(each -> each.getValue().at(now))
                .toList();
    }

    /** When the last round of probes ended. */
    public synchronized Optional<Instant> lastRound() {
        return Optional.ofNullable(lastRound);
    }

    /** From one round to the next, also where something hangs. */
    public Duration interval() {
        return interval;
    }

    /** Whatever was not measured for so long is unknown. */
    public Duration patience() {
        return rules.patience();
    }

    /** Every instance of every service, gateways included, as each was when it was last asked. */
    public synchronized List<InstanceState> instances() {
        return instances;
    }

    /** Nothing is reached, not even the own reference: nobody can say how anything is. */
    public synchronized boolean isCutOff() {
        return cutOff;
    }

    /** Those whose last measurement was bad, though not yet often enough for a verdict. */
    public synchronized Set<Component> doubtful() {
        return those(VerdictTracker::isDoubtful);
    }

    /** Those whose last measurement was good, though not yet for long enough for a verdict. */
    public synchronized Set<Component> recovering() {
        return those(VerdictTracker::isRecovering);
    }

    private Set<Component> those(Predicate<VerdictTracker> which) {
        return trackers.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Takes a round in.
     *
     * @param measured components that are no longer among them are forgotten
     */
    synchronized Round take(List<Measurement> measured, List<InstanceState> asked) {
        measured.forEach(each -> tracker(each.component()).measured(each));
        var known = measured.stream().map(Measurement::component).collect(Collectors.toSet());
        trackers.keySet().removeIf(it -> !known.contains(it) && !WATCHER.equals(it));
        instances = List.copyOf(asked);
        return end(false);
    }

    /** Takes a round in that reached nothing: it says nothing of anybody but the watcher. */
    synchronized Round takeNothing(String why) {
        tracker(WATCHER).measured(Measurement.of(WATCHER, Verdict.DOWN, why, clock.instant()));
        return end(true);
    }

    private Round end(boolean nothing) {
        var at = clock.instant();
        if (!nothing) {
            tracker(WATCHER).measured(Measurement.well(WATCHER, at));
        }
        cutOff = nothing;
        lastRound = at;
        return new Round(at, current(), nothing);
    }

    private VerdictTracker tracker(Component component) {
        return trackers.computeIfAbsent(component, it -> new VerdictTracker(it, rules));
    }
}
