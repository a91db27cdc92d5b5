package dev.holdfast.kit.command;

import dev.holdfast.kit.database.BatchedRequest;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
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
 * Handles batches of events. Events of one guild share a unit of work, each with its own key. If
 * that fails, each event gets a unit of work of its own, in which a failing feature undoes only its
 * own changes. Thread-safe.
 */
@Singleton
public final class EventHandlers {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final UserId NOBODY = new UserId(0);
    private static final int TOGETHER = 100;
    private static final int DIGITS = 32;
    private static final int GUILDS_AT_ONCE = 4;

    /** Well below the gateway's patience with one request, so that receipts are heard. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final List<EventKind> kinds;
    private final List<FeatureHandlers> features;
    private final UnitsOfWork work;
    private final Traces traces;
    private final MeterRegistry metrics;
    private final Semaphore guilds = new Semaphore(GUILDS_AT_ONCE);

    EventHandlers(
            @All List<EventHandler> all, UnitsOfWork work, Traces traces, MeterRegistry metrics) {
        this.kinds =
                all.stream()
                        .flatMap(handler -> handler.kinds().stream())
                        .distinct()
                        .sorted()
                        .toList();
        this.features = FeatureHandlers.of(all);
        this.work = work;
        this.traces = traces;
        this.metrics = metrics;
    }

    /** The kinds of event that this service wants to be told of, sorted. */
    public List<EventKind> kinds() {
        return kinds;
    }

    /** Takes the events in and says what became of each, in the batch's order. */
    public List<EventReceipt> take(EventBatch batch) {
        var settled = new ConcurrentHashMap<EventEnvelope, EventReceipt>();
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var byGuild =
                batch.events().stream()
                        .collect(
                                Collectors.groupingBy(
                                        EventEnvelope::guild,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var notes : byGuild.values()) {
                threads.execute(LogContext.carriedOn(() -> inTurn(notes, deadline, settled)));
            }
        }
        var receipts =
                batch.events().stream()
                        .map(note -> settled.getOrDefault(note, again(note)))
                        .toList();
        receipts.forEach(this::count);
        return receipts;
    }

    /** So that events never take all connections from the commands that people wait for. */
    private void inTurn(
            List<EventEnvelope> notes, long deadline, Map<EventEnvelope, EventReceipt> settled) {
        try {
            if (!guilds.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            try {
                guild(notes, deadline, settled);
            } finally {
                guilds.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is left out here is told again, with all that came after it. */
    private void guild(
            List<EventEnvelope> notes, long deadline, Map<EventEnvelope, EventReceipt> settled) {
        try {
            for (var from = 0; from < notes.size(); from += TOGETHER) {
                var some = notes.subList(from, Math.min(notes.size(), from + TOGETHER));
                if (System.nanoTime() > deadline || !some(some, deadline, settled)) {
                    return;
                }
            }
        } catch (Unavailable e) {
            LOG.warnf("events of guild %s wait: %s", notes.getFirst().guild(), e.getMessage());
        }
    }

    /** Whether all of them are settled. */
    private boolean some(
            List<EventEnvelope> notes, long deadline, Map<EventEnvelope, EventReceipt> settled) {
        var asked =
                notes.stream()
                        .filter(note -> note.features().isEmpty())
                        .map(note -> new BatchedRequest<>(request(note), note))
                        .toList();
        var done = asked.isEmpty() ? Map.of() : work.executeTogether(asked, this::handleAll);
        for (var each : asked) {
            if (done.containsKey(each)) {
                settled.put(each.what(), new EventReceipt(each.what().key(), Result.HANDLED));
            }
        }
        for (var note : notes) {
            if (!settled.containsKey(note)) {
                var receipt = System.nanoTime() > deadline ? again(note) : alone(note);
                if (receipt.result() == Result.AGAIN) {
                    return false;
                }
                settled.put(note, receipt);
            }
        }
        return true;
    }

    private List<Reply> handleAll(List<EventEnvelope> notes, UnitOfWork unit) {
        return notes.stream().map(note -> handle(note, unit.partOf(request(note)))).toList();
    }

    private Reply handle(EventEnvelope note, UnitOfWork unit) {
        try (var _ = context(note);
                var _ = trace(note)) {
            features.forEach(each -> each.handle(note, unit));
            return StoredReceipt.byAll();
        }
    }

    /** Each feature by itself: what one throws undoes its part, and names it in the reply. */
    private Reply handleSingly(EventEnvelope note, UnitOfWork unit) {
        var refusing = new ArrayList<String>();
        try (var _ = trace(note)) {
            for (var each : features) {
                unit.attempt(() -> each.handle(note, unit))
                        .ifPresent(failure -> {
                            LOG.errorf(
                                    failure, "%s does not handle %s", each.feature(), note.key());
                            refusing.add(each.feature());
                        });
            }
        }
        return new StoredReceipt(refusing).toReply();
    }

    private Span trace(EventEnvelope note) {
        return traces.goOn(note.event().kind().word(), note.key(), null);
    }

    private static LogContext context(EventEnvelope note) {
        var person = note.event().person().orElse(NOBODY);
        return LogContext.of(note.guild(), person, note.event().kind().word(), note.key());
    }

    private static EventReceipt again(EventEnvelope note) {
        return new EventReceipt(note.key(), Result.AGAIN);
    }

    private EventReceipt alone(EventEnvelope note) {
        return note.features().isEmpty()
                ? alone(note, unit -> handleSingly(note, unit))
                : forSome(note);
    }

    /** The features that refused it before, each in a unit of work and under a key of its own. */
    private EventReceipt forSome(EventEnvelope note) {
        var refusing = new ArrayList<String>();
        for (var feature : note.features()) {
            var part = note.only(List.of(feature));
            switch (alone(part, unit -> handle(part, unit)).result()) {
                case HANDLED -> LOG.infof("%s handles %s after all", feature, note.key());
                case REFUSED -> refusing.add(feature);
                case AGAIN -> {
                    return again(note);
                }
            }
        }
        return new StoredReceipt(refusing).receipt(note);
    }

    private EventReceipt alone(EventEnvelope note, Function<UnitOfWork, Reply> body) {
        try (var _ = context(note)) {
            return switch (work.execute(request(note), body)) {
                case RequestOutcome.Done(var reply, _) -> StoredReceipt.of(reply).receipt(note);
                case RequestOutcome.StillRunning _, RequestOutcome.Busy _ -> again(note);
                case RequestOutcome.KeyExpired(), RequestOutcome.KeyReused() -> {
                    LOG.errorf("guild %s: event %s is too old", note.guild(), note.key());
                    yield new EventReceipt(note.key(), Result.REFUSED);
                }
            };
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "guild %s: event %s is not handled %s",
                    note.guild(),
                    note.key(),
                    note.features());
            return new EventReceipt(note.key(), Result.REFUSED);
        }
    }

    /**
     * What makes an event this one is in its key; roles may have changed by the time of a replay.
     */
    private static Request request(EventEnvelope note) {
        var kind = note.event().kind().word();
        var key = key(note);
        return new Request(
                key,
                note.guild(),
                note.event().person().orElse(NOBODY),
                kind,
                RequestHash.of(kind + " " + key));
    }

    /** The event's own key is spent, so what a feature refused is handled under another. */
    private static OperationKey key(EventEnvelope note) {
        if (note.features().isEmpty()) {
            return note.key();
        }
        var parts = RequestHash.of(note.key() + " " + note.features()).toString();
        return OperationKey.of(
                "event-for-%s:%s".formatted(parts.substring(0, DIGITS), note.key().issuedAt()));
    }

    private void count(EventReceipt receipt) {
        metrics.counter("holdfast.events", "result", receipt.result().word()).increment();
    }
}
