package dev.holdfast.health.incident;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.ProbeListener;
import dev.holdfast.health.probe.Round;
import dev.holdfast.kit.text.UserText;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What goes wrong and went wrong. Works without PostgreSQL, by memory and a spool file. Only the
 * leader opens and ends incidents, or everybody while nobody can say who leads. Thread-safe.
 */
@Singleton
public final class Incidents implements ProbeListener {

    private static final Logger LOG = Logger.getLogger("holdfast.incident");
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final Duration REMEMBERED = Duration.ofDays(2);

    /** So long at most what others did meanwhile is waited for, before anything is decided. */
    private static final Duration UNINFORMED = Duration.ofSeconds(10);

    /** Before the first round and the first alert. */
    private static final int EARLY = 200;

    private final Health health;
    private final Acting acting;
    private final IncidentJournal journal;
    private final Instance<IncidentListener> listeners;
    private final Clock clock;
    private final IncidentBook book;
    private final IncidentView view = new IncidentView();
    private final long informedAt = System.nanoTime() + UNINFORMED.toNanos();
    private boolean isInformed;

    Incidents(
            Health health,
            Acting acting,
            IncidentSettings settings,
            IncidentJournal journal,
            Instance<IncidentListener> listeners,
            Clock clock) {
        this.health = health;
        this.acting = acting;
        this.journal = journal;
        this.listeners = listeners;
        this.clock = clock;
        this.book =
                new IncidentBook(
                        settings.rootWait(),
                        new IncidentIds(
                                () -> ThreadLocalRandom.current().nextInt(IncidentIds.CHANCES)));
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        var before = journal.begin(this::remembered);
        synchronized (this) {
            before.forEach(view::take);
        }
    }

    private synchronized List<IncidentChange> remembered() {
        return view.since(clock.instant().minus(REMEMBERED));
    }

    /** Those that go on, oldest first. */
    public synchronized List<Incident> open() {
        return view.open().stream().map(IncidentView.Known::incident).toList();
    }

    /**
     * The newest first, those that ended too.
     *
     * @param limit 1 to 300
     */
    public synchronized List<Incident> recent(int limit) {
        return view.recent(limit);
    }

    /** One of the last 300. */
    public synchronized Optional<Incident> find(long id) {
        return view.find(id).map(IncidentView.Known::incident);
    }

    /** What happened in it, oldest first; empty where there is no such incident. */
    public synchronized List<IncidentEntry> timeline(long id) {
        return view.timeline(id);
    }

    /** A post-mortem in plain text, as far as the timeline tells; empty where there is none. */
    public Optional<String> draft(long id) {
        return find(id).map(incident -> PostMortem.draft(incident, timeline(id)));
    }

    /**
     * Writes a note into its timeline.
     *
     * @param by a person's Discord id, or a name; at most 100 characters of it are kept
     * @param text cut at 1,000 characters
     * @return whether there is such an incident
     */
    public synchronized boolean note(long id, String by, String text) {
        return happened(id, IncidentEntry.Kind.NOTE, by, text);
    }

    /** Notes that a route was told of it. */
    public synchronized boolean alerted(long id, String text) {
        return happened(id, IncidentEntry.Kind.ALERT, "", text);
    }

    private boolean happened(long id, IncidentEntry.Kind kind, String by, String text) {
        if (view.find(id).isEmpty()) {
            return false;
        }
        var line =
                new IncidentEntry(
                        clock.instant(),
                        kind,
                        UserText.shorten(by, LONGEST_NAME),
                        UserText.shorten(text, LONGEST_NOTE));
        keep(List.of(new IncidentChange.Happened(id, UUID.randomUUID(), line)));
        return true;
    }

    /**
     * Somebody sees to it: it is not passed on any more. The first one to say so counts.
     *
     * @param by a person's Discord id, or a name
     * @return whether there is such an incident that goes on
     */
    public boolean acknowledge(long id, String by) {
        var steps = acknowledged(id, UserText.shorten(by, LONGEST_NAME));
        steps.forEach(this::tell);
        return !steps.isEmpty();
    }

    private synchronized List<Step> acknowledged(long id, String by) {
        var known = view.find(id).map(IncidentView.Known::incident).filter(Incident::isOpen);
        if (known.isEmpty()) {
            return List.of();
        }
        if (known.get().acknowledgedBy() == null) {
            book.acknowledge(id, by);
            keep(List.of(new IncidentChange.Acknowledged(id, by, clock.instant())));
            happened(id, IncidentEntry.Kind.ACKNOWLEDGED, by, "Somebody sees to it.");
        }
        return List.of(new Step.Changed(view.find(id).orElseThrow().incident()));
    }

    /** Something is wrong that no probe sees. Opens an incident unless one of that root is open. */
    public void report(Finding finding) {
        act(it -> it.report(finding, clock.instant()));
    }

    /** What was reported is over. */
    public void recovered(Component root) {
        act(it -> it.recovered(root, clock.instant()));
    }

    @Override
    public void heard(Round round) {
        act(it -> it.hear(round, health.doubtful(), health.recovering()));
    }

    /** Only who leads acts; what others opened is taken over first. */
    private void act(Function<IncidentBook, List<Step>> what) {
        if (!acting.acts() || !isInformed()) {
            return;
        }
        apply(what).forEach(this::tell);
    }

    private synchronized boolean isInformed() {
        return isInformed || System.nanoTime() - informedAt >= 0;
    }

    private synchronized List<Step> apply(Function<IncidentBook, List<Step>> what) {
        var now = clock.instant();
        var steps = new ArrayList<Step>();
        book.retain(it -> view.find(it).map(IncidentView.Known::incident).filter(Incident::isOpen));
        for (var each : view.open()) {
            steps.addAll(book.adopt(each.incident(), each.reported(), now));
        }
        steps.addAll(what.apply(book));
        keep(steps.stream().map(this::change).toList());
        return steps;
    }

    private IncidentChange change(Step step) {
        return switch (step) {
            case Step.Said(var id, var line) ->
                    new IncidentChange.Happened(id, UUID.randomUUID(), line);
            case Step.Opened(var incident) -> became(incident);
            case Step.Changed(var incident) -> became(incident);
            case Step.Ended(var incident) -> became(incident);
        };
    }

    private IncidentChange became(Incident incident) {
        var version = view.find(incident.id()).map(IncidentView.Known::version).orElse(0L);
        var became =
                new IncidentChange.Became(
                        incident,
                        version + 1,
                        incident.isOpen() && book.isReported(incident.root()));
        view.take(became);
        return became;
    }

    private void keep(List<IncidentChange> changes) {
        changes.forEach(view::take);
        if (!changes.isEmpty()) {
            journal.add(changes);
        }
    }

    /** What PostgreSQL has, of whichever instance. */
    synchronized void learn(List<IncidentChange> changes) {
        isInformed = true;
        changes.forEach(view::take);
    }

    private void tell(Step step) {
        for (var listener : listeners) {
            try {
                switch (step) {
                    case Step.Opened(var incident) -> listener.opened(incident);
                    case Step.Changed(var incident) -> listener.changed(incident);
                    case Step.Ended(var incident) -> listener.ended(incident);
                    case Step.Said _ -> {
                        // Listeners hear of incidents, not of each line.
                    }
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s failed", listener.getClass().getSimpleName());
            }
        }
    }
}
