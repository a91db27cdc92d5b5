package dev.holdfast.health.incident;

import dev.holdfast.health.incident.IncidentEntry.Kind;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Round;
import dev.holdfast.health.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what is an incident: one for each cause, its root first; what depends on it is attached.
 * It asks nobody and keeps nothing but what is open. Not thread-safe.
 */
final class IncidentBook {

    private final Duration rootWait;
    private final IncidentIds ids;
    private final Map<Long, OpenIncident> open = new LinkedHashMap<>();
    private final Map<Component, Reported> reported = new HashMap<>();
    private Dependencies now = new Dependencies(Map.of());
    private Set<Component> recovering = Set.of();
    private boolean isBlind = true;

    /** What somebody else found; it lasts until they say that it is over. */
    private record Reported(Verdict verdict, String text, Instant since) {}

    IncidentBook(Duration rootWait, IncidentIds ids) {
        this.rootWait = rootWait;
        this.ids = ids;
    }

    List<Incident> open() {
        return open.values().stream().map(OpenIncident::incident).toList();
    }

    /** Whether it waits for somebody to say that it is over. */
    boolean isReported(Component root) {
        return reported.containsKey(root);
    }

    /**
     * Goes on with one that another opened, or that was open before a restart.
     *
     * @param wasReported whether it waits for somebody to say that it is over
     */
    List<Step> adopt(Incident incident, boolean wasReported, Instant at) {
        if (open.containsKey(incident.id()) || !incident.isOpen()) {
            return List.of();
        }
        var same = open.values().stream().filter(it -> it.isOf(incident.root())).findFirst();
        if (same.isPresent()) {
            return ended(incident, at, "It is the same as " + same.get().incident().id() + ".");
        }
        open.put(incident.id(), OpenIncident.adopted(incident));
        if (wasReported) {
            var found = new Reported(incident.verdict(), "It was reported.", incident.began());
            reported.putIfAbsent(incident.root(), found);
        }
        return List.of();
    }

    /**
     * Goes by what others know of those that are open: who sees to them, and which of them ended.
     *
     * @param known empty where it is not open any more
     */
    void retain(LongFunction<Optional<Incident>> known) {
        open.entrySet().removeIf(each -> known.apply(each.getKey()).isEmpty());
        open.forEach((id, its) ->
                known.apply(id).map(Incident::acknowledgedBy).ifPresent(its::acknowledge));
    }

    /** Somebody sees to it. */
    List<Step> acknowledge(long id, String by) {
        var its = open.get(id);
        return its == null ? List.of() : its.acknowledge(by);
    }

    /**
     * Looks at a round.
     *
     * @param doubtful components that may be bad, which is not certain yet
     * @param better components that may be well again, which is not certain yet
     */
    List<Step> hear(Round round, Set<Component> doubtful, Set<Component> better) {
        var states =
                round.states().stream()
                        .collect(Collectors.toMap(ComponentState::component, Function.identity()));
        if (round.cutOff()) {
            return whileCutOff(states, round.at());
        }
        now = new Dependencies(states);
        isBlind = false;
        recovering = better;
        return look(round.at(), doubtful);
    }

    /** Nothing that was seen in it says anything of others. */
    private List<Step> whileCutOff(Map<Component, ComponentState> states, Instant at) {
        var watcher = states.get(Health.WATCHER);
        if (watcher == null) {
            return List.of();
        }
        var asBefore = new HashMap<>(now.states());
        asBefore.put(Health.WATCHER, watcher);
        now = new Dependencies(asBefore);
        var isNew = now.isBad(Health.WATCHER) && covering(Health.WATCHER).isEmpty();
        return isNew ? opened(Health.WATCHER, at) : List.of();
    }

    /** Something is wrong that no probe sees. */
    List<Step> report(Finding finding, Instant at) {
        var before = reported.get(finding.root());
        var since = before == null ? at : before.since();
        reported.put(finding.root(), new Reported(finding.verdict(), finding.text(), since));
        var steps = new ArrayList<>(look(at, Set.of()));
        var isNews = before == null || !before.text().equals(finding.text());
        if (isNews) {
            covering(finding.root())
                    .filter(its -> !says(steps, its, finding.text()))
                    .ifPresent(its -> {
                        var text = said(finding.root(), finding.text());
                        steps.addAll(its.say(at, Kind.FINDING, text));
                        steps.add(new Step.Changed(its.incident()));
                    });
        }
        return steps;
    }

    private static boolean says(List<Step> steps, OpenIncident its, String text) {
        return steps.stream()
                .anyMatch(step ->
                        step instanceof Step.Said(var id, var line)
                                && id == its.incident().id()
                                && line.text().contains(text));
    }

    /** What was reported is over. */
    List<Step> recovered(Component root, Instant at) {
        if (reported.remove(root) == null) {
            return List.of();
        }
        var steps = new ArrayList<>(look(at, Set.of()));
        covering(root).ifPresent(its -> steps.add(new Step.Changed(its.incident())));
        return steps;
    }

    private List<Step> look(Instant at, Set<Component> doubtful) {
        var steps = new ArrayList<Step>();
        for (var its : List.copyOf(open.values())) {
            steps.addAll(its.follow(this::seen, this::why, at));
        }
        bad().forEach(component -> steps.addAll(place(component, at, doubtful)));
        for (var its : List.copyOf(open.values())) {
            if (isOver(its, at)) {
                open.remove(its.incident().id());
                steps.addAll(ended(its.incident(), at, "It is over."));
            }
        }
        return steps;
    }

    /** Everything that is not well, roots before what depends on them. */
    private List<Component> bad() {
        return Stream.concat(
                        now.states().keySet().stream().filter(now::isBad),
                        reported.keySet().stream())
                .distinct()
                .sorted(
                        Comparator.<Component>comparingInt(now::rank)
                                .thenComparing(this::since)
                                .thenComparing(Component::toString))
                .toList();
    }

    private List<Step> place(Component component, Instant at, Set<Component> doubtful) {
        if (covering(component).isPresent()) {
            return List.of();
        }
        var roots = now.rootsOf(component);
        var found =
                roots.stream().filter(it -> isBad(it) && now.explains(it, component)).findFirst();
        if (found.isPresent()) {
            // Where the root waits for its own root, so does this one.
            return covering(found.get())
                    .map(its -> its.attach(component, at, said(component, why(component))))
                    .orElse(List.of());
        }
        var isYoung = Duration.between(since(component), at).compareTo(rootWait) < 0;
        var mayWait = !roots.isEmpty() && (isYoung || roots.stream().anyMatch(doubtful::contains));
        return mayWait ? List.of() : opened(component, at);
    }

    private List<Step> opened(Component root, Instant at) {
        var since = since(root);
        var began = since.isAfter(at) ? at : since;
        var incident =
                new Incident(ids.next(at), root, verdict(root), began, null, List.of(), null);
        var its = OpenIncident.fresh(incident);
        open.put(incident.id(), its);
        var steps = new ArrayList<Step>();
        steps.add(new Step.Opened(incident));
        steps.addAll(its.say(at, Kind.VERDICT, said(root, why(root))));
        return steps;
    }

    private static List<Step> ended(Incident incident, Instant at, String why) {
        var ended = incident.endedAt(at);
        return List.of(
                new Step.Said(incident.id(), new IncidentEntry(at, Kind.ENDED, "", why)),
                new Step.Ended(ended));
    }

    /**
     * Its root is well; what is attached too, or it has had long enough to follow. What has
     * followed is waited for until it is certain.
     */
    private boolean isOver(OpenIncident its, Instant at) {
        var root = its.incident().root();
        var isUnseen = now.states().containsKey(root) && verdict(root) == Verdict.UNKNOWN;
        if (isBlind || isBad(root) || isUnseen) {
            its.rootIsBad();
            return false;
        }
        var wellFor = its.rootIsWell(at);
        var late = its.incident().attached().stream().filter(this::isBad).toList();
        return late.isEmpty()
                || (wellFor.compareTo(rootWait) >= 0
                        && late.stream().noneMatch(recovering::contains));
    }

    private boolean isBad(Component component) {
        return now.isBad(component) || reported.containsKey(component);
    }

    private Optional<OpenIncident> covering(Component component) {
        return open.values().stream().filter(it -> it.covers(component)).findFirst();
    }

    /** Empty where nobody looks at it any more. */
    private Optional<Verdict> seen(Component component) {
        return now.states().containsKey(component) || reported.containsKey(component)
                ? Optional.of(verdict(component))
                : Optional.empty();
    }

    /** The worse of what is probed and what is reported. */
    private Verdict verdict(Component component) {
        var found = reported.get(component);
        var probed = now.verdict(component);
        if (found == null || probed == Verdict.DOWN) {
            return probed;
        }
        return found.verdict() == Verdict.UNKNOWN && now.isBad(component)
                ? probed
                : found.verdict();
    }

    private Instant since(Component component) {
        var found = reported.get(component);
        var state = now.states().get(component);
        if (state != null && now.isBad(component)) {
            return state.since();
        }
        return found == null ? Instant.MIN : found.since();
    }

    private String why(Component component) {
        var found = reported.get(component);
        var state = now.states().get(component);
        var probed = state == null ? "" : state.detail();
        return found == null || (now.isBad(component) && !probed.isEmpty()) ? probed : found.text();
    }

    private String said(Component component, String why) {
        return OpenIncident.said(component, verdict(component), why);
    }
}
