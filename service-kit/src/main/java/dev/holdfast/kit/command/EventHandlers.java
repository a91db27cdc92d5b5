package dev.holdfast.kit.command;

import dev.holdfast.kit.database.Asked;
import dev.holdfast.kit.database.Outcome;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.EventNote;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes in batches of events: the events of one guild share a unit of work, each under a key of its
 * own; where that fails, each has one to itself. Safe for any thread.
 */
@Singleton
public final class EventHandlers {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final UserId NOBODY = new UserId(0);
    private static final Reply NOTED = Reply.whisper("noted");
    private static final int TOGETHER = 100;
    private static final int GUILDS_AT_ONCE = 4;

    /** Well below the gateway's patience with one request, so that receipts are heard. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final List<EventHandler> all;
    private final UnitsOfWork work;
    private final Traces traces;
    private final MeterRegistry metrics;
    private final Semaphore guilds = new Semaphore(GUILDS_AT_ONCE);

    @Inject
    EventHandlers(
            @All List<EventHandler> all, UnitsOfWork work, Traces traces, MeterRegistry metrics) {
        this.all = List.copyOf(all);
        this.work = work;
        this.traces = traces;
        this.metrics = metrics;
    }

    /** The kinds of event that this service wants to be told of, sorted. */
    public List<EventKind> kinds() {
        return all.stream()
                .flatMap(handler -> handler.kinds().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Takes the events in and says what became of each, in the batch's order. */
    public List<EventReceipt> take(EventBatch batch) {
        var results = new ConcurrentHashMap<EventNote, Result>();
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var byGuild =
                batch.events().stream()
                        .collect(
                                Collectors.groupingBy(
                                        EventNote::guild, LinkedHashMap::new, Collectors.toList()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var notes : byGuild.values()) {
                threads.execute(LogContext.carriedOn(() -> inTurn(notes, deadline, results)));
            }
        }
        var receipts =
                batch.events().stream()
                        .map(note ->
                                new EventReceipt(
                                        note.key(), results.getOrDefault(note, Result.AGAIN)))
                        .toList();
        receipts.forEach(this::count);
        return receipts;
    }

    /** So that events never take all connections from the commands that people wait for. */
    private void inTurn(List<EventNote> notes, long deadline, Map<EventNote, Result> results) {
        try {
            if (!guilds.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            try {
                guild(notes, deadline, results);
            } finally {
                guilds.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is left out here is told again, with all that came after it. */
    private void guild(List<EventNote> notes, long deadline, Map<EventNote, Result> results) {
        try {
            for (var from = 0; from < notes.size(); from += TOGETHER) {
                var some = notes.subList(from, Math.min(notes.size(), from + TOGETHER));
                if (System.nanoTime() > deadline || !some(some, deadline, results)) {
                    return;
                }
            }
        } catch (Unavailable away) {
            LOG.warnf("events of guild %s wait: %s", notes.getFirst().guild(), away.getMessage());
        }
    }

    /** Whether all of them are settled. */
    private boolean some(List<EventNote> notes, long deadline, Map<EventNote, Result> results) {
        var asked = notes.stream().map(note -> new Asked<>(request(note), note)).toList();
        var done = work.executeTogether(asked, this::handleAll);
        for (var each : asked) {
            if (done.containsKey(each)) {
                results.put(each.what(), Result.HANDLED);
            }
        }
        for (var each : asked) {
            if (results.containsKey(each.what())) {
                continue;
            }
            var result =
                    System.nanoTime() > deadline
                            ? Result.AGAIN
                            : alone(each.request(), each.what());
            if (result == Result.AGAIN) {
                return false;
            }
            results.put(each.what(), result);
        }
        return true;
    }

    private List<Reply> handleAll(List<EventNote> notes, UnitOfWork unit) {
        return notes.stream().map(note -> handle(note, unit.partOf(request(note)))).toList();
    }

    private Reply handle(EventNote note, UnitOfWork unit) {
        var kind = note.event().kind().word();
        try (var _ = context(note);
                var _ = traces.goOn(kind, note.key(), null)) {
            for (var handler : all) {
                if (handler.kinds().contains(note.event().kind())) {
                    handler.handle(note, unit);
                }
            }
            return NOTED;
        }
    }

    private static LogContext context(EventNote note) {
        var person = note.event().person().orElse(NOBODY);
        return LogContext.of(note.guild(), person, note.event().kind().word(), note.key());
    }

    private Result alone(Request request, EventNote note) {
        try (var _ = context(note)) {
            return alone(request, note, unit -> handle(note, unit));
        }
    }

    private Result alone(Request request, EventNote note, Function<UnitOfWork, Reply> body) {
        try {
            return switch (work.execute(request, body)) {
                case Outcome.Done _ -> Result.HANDLED;
                case Outcome.StillRunning _, Outcome.Busy _ -> Result.AGAIN;
                case Outcome.KeyExpired(), Outcome.KeyReused() -> {
                    LOG.errorf("guild %s: event %s is too old", note.guild(), note.key());
                    yield Result.REFUSED;
                }
            };
        } catch (Unavailable away) {
            throw away;
        } catch (RuntimeException poison) {
            LOG.errorf(poison, "guild %s: event %s is not handled", note.guild(), note.key());
            return Result.REFUSED;
        }
    }

    /**
     * What makes an event this one is in its key; roles may have changed by the time of a replay.
     */
    private static Request request(EventNote note) {
        var kind = note.event().kind().word();
        return new Request(
                note.key(),
                note.guild(),
                note.event().person().orElse(NOBODY),
                kind,
                RequestHash.of(kind + " " + note.key()));
    }

    private void count(EventReceipt receipt) {
        metrics.counter("holdfast.events", "result", receipt.result().word()).increment();
    }
}
