package dev.holdfast.health.incident;

import dev.holdfast.health.incident.IncidentEntry.Kind;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.text.UserText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One that goes on, and how its components were when they were last seen. Not thread-safe. */
final class OpenIncident {

    private static final int MOST_ATTACHED = 100;
    private static final int MOST_LINES = 400;
    private static final int LONGEST = 1_000;

    private final Map<Component, Verdict> seen = new HashMap<>();
    private Incident incident;
    private int lines;
    private @Nullable Instant wellSince;

    private OpenIncident(Incident incident) {
        this.incident = incident;
    }

    /** One that was just opened. */
    static OpenIncident fresh(Incident incident) {
        var its = new OpenIncident(incident);
        its.seen.put(incident.root(), incident.verdict());
        return its;
    }

    /** One that was opened by another, or before a restart: how its components are is not known. */
    static OpenIncident adopted(Incident incident) {
        return new OpenIncident(incident);
    }

    Incident incident() {
        return incident;
    }

    boolean isOf(Component root) {
        return incident.root().equals(root);
    }

    boolean covers(Component component) {
        return isOf(component) || incident.attached().contains(component);
    }

    List<Step> acknowledge(String by) {
        var before = incident;
        incident = incident.acknowledged(by);
        return incident.equals(before) ? List.of() : List.of(new Step.Changed(incident));
    }

    List<Step> attach(Component component, Instant at, String text) {
        if (incident.attached().size() >= MOST_ATTACHED) {
            return List.of();
        }
        incident = incident.attaching(component);
        var steps = new ArrayList<Step>(say(at, Kind.ATTACHED, text));
        steps.add(new Step.Changed(incident));
        return steps;
    }

    /** Notes what changed about its components. */
    List<Step> follow(
            Function<Component, Optional<Verdict>> verdicts,
            Function<Component, String> why,
            Instant at) {
        var steps = new ArrayList<Step>();
        for (var component : components()) {
            var verdict = verdicts.apply(component);
            verdict.filter(it -> isNews(component, it))
                    .map(it -> said(component, it, why.apply(component)))
                    .ifPresent(text -> steps.addAll(say(at, Kind.VERDICT, text)));
        }
        var isDown = verdicts.apply(incident.root()).equals(Optional.of(Verdict.DOWN));
        if (isDown && incident.verdict() != Verdict.DOWN) {
            incident = incident.with(Verdict.DOWN);
            steps.add(new Step.Changed(incident));
        }
        return steps;
    }

    private boolean isNews(Component component, Verdict verdict) {
        var before = seen.put(component, verdict);
        return before != null && before != verdict;
    }

    private List<Component> components() {
        return Stream.concat(Stream.of(incident.root()), incident.attached().stream()).toList();
    }

    /** A line of its timeline; from the 400th on only what people do is noted. */
    List<Step> say(Instant at, Kind kind, String text) {
        lines++;
        return lines > MOST_LINES
                ? List.of()
                : List.of(
                        new Step.Said(
                                incident.id(),
                                new IncidentEntry(at, kind, "", UserText.shorten(text, LONGEST))));
    }

    void rootIsBad() {
        wellSince = null;
    }

    /** For how long it has been so. */
    Duration rootIsWell(Instant at) {
        var since = wellSince == null ? at : wellSince;
        wellSince = since;
        return Duration.between(since, at);
    }

    static String said(Component component, Verdict verdict, String why) {
        var word = verdict.name().toLowerCase(Locale.ROOT);
        return why.isEmpty()
                ? "%s is %s.".formatted(component, word)
                : "%s is %s: %s".formatted(component, word, why);
    }
}
