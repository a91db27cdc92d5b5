package dev.holdfast.gateway.event;

import dev.holdfast.gateway.fleet.DeliveryResult;
import dev.holdfast.gateway.fleet.Fleet;
import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.GuildId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells a service of events and says what became of each; what it refuses becomes a dead letter.
 * Safe for any thread.
 */
@Singleton
record EventSender(
        Fleet fleet, ParkedEvents parking, Alerts alerts, Traces traces, MeterRegistry metrics) {

    private static final Logger LOG = Logger.getLogger("holdfast.events");

    /**
     * What became of each event.
     *
     * @param away whether nobody answered
     */
    record Answer(List<Result> results, boolean away) {

        Answer {
            results = List.copyOf(results);
        }

        private static Answer again(int size, boolean away) {
            return new Answer(Collections.nCopies(size, Result.AGAIN), away);
        }
    }

    /**
     * Tells of 1 to 500 events; of a guild's, none is settled that comes after one to be retold.
     *
     * @throws Unavailable while PostgreSQL is away, where some were refused: all are to be retold
     */
    Answer tell(String service, List<EventEnvelope> notes) throws InterruptedException {
        return switch (told(service, new EventBatch(notes))) {
            case DeliveryResult.Received(var receipts) -> received(service, notes, receipts);
            case DeliveryResult.Away() -> Answer.again(notes.size(), true);
            case DeliveryResult.Declined(var detail) -> declined(service, notes, detail);
        };
    }

    private DeliveryResult told(String service, EventBatch batch) throws InterruptedException {
        try (var _ = traces.together("events to " + service, batch.events().size(), null)) {
            return fleet.service(service).tell(batch);
        }
    }

    private Answer received(
            String service, List<EventEnvelope> notes, List<EventReceipt> receipts) {
        if (!receipts.stream()
                .map(EventReceipt::key)
                .toList()
                .equals(notes.stream().map(EventEnvelope::key).toList())) {
            LOG.errorf("%s gave receipts for other events than it was told of", service);
            return Answer.again(notes.size(), false);
        }
        var results = receipts.stream().map(EventReceipt::result).toList();
        var refused = new LinkedHashMap<List<String>, List<EventEnvelope>>();
        for (var each = 0; each < notes.size(); each++) {
            if (results.get(each) == Result.REFUSED) {
                var features = receipts.get(each).features();
                refused.computeIfAbsent(features, _ -> new ArrayList<>()).add(notes.get(each));
            }
        }
        refused.forEach((features, each) -> keep(service, features, each));
        results.forEach(result -> count(service, result));
        return new Answer(results, false);
    }

    /** A batch is declined for the sake of some event in it, which is looked for by halves. */
    private Answer declined(String service, List<EventEnvelope> notes, String detail)
            throws InterruptedException {
        if (notes.size() == 1) {
            keep(service, notes, detail);
            count(service, Result.REFUSED);
            return new Answer(List.of(Result.REFUSED), false);
        }
        var half = notes.size() / 2;
        var first = tell(service, notes.subList(0, half));
        var results = new ArrayList<>(first.results());
        var waiting = new HashSet<GuildId>();
        for (var each = 0; each < half; each++) {
            if (results.get(each) == Result.AGAIN) {
                waiting.add(notes.get(each).guild());
            }
        }
        var rest = notes.subList(half, notes.size());
        var away = second(service, rest, waiting, results);
        return new Answer(results, first.away() || away);
    }

    private boolean second(
            String service, List<EventEnvelope> notes, Set<GuildId> waiting, List<Result> results)
            throws InterruptedException {
        var may = notes.stream().filter(note -> !waiting.contains(note.guild())).toList();
        var answer = may.isEmpty() ? Answer.again(0, false) : tell(service, may);
        var told = answer.results().iterator();
        for (var note : notes) {
            results.add(waiting.contains(note.guild()) ? Result.AGAIN : told.next());
        }
        return answer.away();
    }

    /** What some features refused is for nobody else when it is told again. */
    private void keep(String service, List<String> features, List<EventEnvelope> refused) {
        if (features.isEmpty()) {
            keep(service, refused, "its log says why");
            return;
        }
        keep(
                service,
                refused.stream().map(note -> note.only(features)).toList(),
                "%s failed, its log says why".formatted(String.join(", ", features)));
    }

    /** Before anything counts as settled: what is refused is not lost either. */
    private void keep(String service, List<EventEnvelope> refused, String why) {
        parking.refuse(service, refused, why);
        for (var note : refused) {
            LOG.warnf("%s refuses %s of guild %s: %s", service, note.key(), note.guild(), why);
        }
        var first = refused.getFirst();
        var text =
                "%s refuses events, such as %s of guild %s: %s. They are kept in refused_event. Mend the cause, then: holdfastctl dead-events retry"
                        .formatted(service, first.key(), first.guild(), why);
        alerts.operator(new Alert("event.refused", service, text));
    }

    private void count(String service, Result result) {
        metrics.counter("holdfast.gateway.events", "service", service, "result", result.word())
                .increment();
    }
}
