package dev.holdfast.health.usage;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.incident.Finding;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.text.Texts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every minute compares commands with the goals. What is missed too fast is an incident, unless
 * something that is down explains it: then it is a note there. Thread-safe.
 */
@Singleton
final class GoalWatch {

    /** The incident's root: all goals have one. */
    static final Component COMMANDS = new Component(Component.Kind.SERVICE, "commands");

    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Set<Component.Kind> CAUSES =
            Set.of(
                    Component.Kind.DISCORD,
                    Component.Kind.POSTGRES,
                    Component.Kind.REDIS,
                    Component.Kind.SERVICE);

    private final WholeBotStore usage;
    private final Incidents incidents;
    private final Acting acting;
    private final DatabaseStart database;
    private final Clock clock;
    private final PollingLoop loop;
    private final Texts texts = Texts.of(UsageFeature.NAME);
    private final Set<Long> explained = new HashSet<>();

    GoalWatch(
            WholeBotStore usage,
            Incidents incidents,
            Acting acting,
            DatabaseStart database,
            Clock clock,
            PollingLoops loops) {
        this.usage = usage;
        this.incidents = incidents;
        this.acting = acting;
        this.database = database;
        this.clock = clock;
        this.loop = loops.every("goals", BETWEEN, this::round);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    synchronized void round() {
        if (!acting.acts() || !(database.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        var now = clock.instant();
        var rates = new BurnRate(usage.minutes(now.minus(BurnRate.LONGEST)), now);
        var missed =
                Stream.of(Goal.values())
                        .flatMap(goal -> missed(goal, rates.of(goal)).stream())
                        .collect(Collectors.joining(" "));
        tell(missed);
    }

    /** What to say of a goal that is missed. */
    private Optional<String> missed(Goal goal, BurnRate.Rate rate) {
        return switch (rate) {
            case BurnRate.Rate.Kept(), BurnRate.Rate.TooFew() -> Optional.empty();
            case BurnRate.Rate.Burning(var window, var counts) ->
                    Optional.of(
                            texts.english(
                                    "goal." + goal.word(),
                                    goal.missed(counts),
                                    counts.all(),
                                    window.length().toHours()));
        };
    }

    private void tell(String missed) {
        var isKnown = incidents.open().stream().anyMatch(GoalWatch::isOfCommands);
        if (missed.isEmpty()) {
            if (isKnown) {
                incidents.recovered(COMMANDS);
            }
            return;
        }
        var cause = incidents.open().stream().filter(GoalWatch::explains).findFirst();
        if (cause.isPresent()) {
            note(cause.get(), missed);
        } else if (!isKnown) {
            incidents.report(new Finding(COMMANDS, Verdict.DEGRADED, missed));
        }
    }

    /** They are its root, or broke with it. */
    private static boolean isOfCommands(Incident incident) {
        return incident.root().equals(COMMANDS) || incident.attached().contains(COMMANDS);
    }

    private static boolean explains(Incident incident) {
        return incident.verdict() == Verdict.DOWN && CAUSES.contains(incident.root().kind());
    }

    /** Once for each incident. */
    private void note(Incident cause, String missed) {
        explained.retainAll(incidents.open().stream().map(Incident::id).toList());
        if (explained.add(cause.id())) {
            incidents.note(cause.id(), "health", missed);
        }
    }
}
