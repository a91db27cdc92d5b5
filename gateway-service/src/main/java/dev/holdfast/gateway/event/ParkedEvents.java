package dev.holdfast.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where events wait for a service that is away, in PostgreSQL, so that any gateway can send them
 * on. All of it throws {@link Unavailable} while PostgreSQL is away. Safe for any thread.
 */
@Singleton
final class ParkedEvents {

    private static final int MOST_REFUSED = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final WorkerConnection worker;
    private final UnitsOfWork work;
    private final ObjectMapper json;

    ParkedEvents(WorkerConnection worker, UnitsOfWork work, ObjectMapper json) {
        this.worker = worker;
        this.work = work;
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The guilds whose events for the service must wait behind earlier ones. */
    Set<GuildId> guilds(String service) {
        return worker.commit(handle -> ParkingStore.guilds(handle, service));
    }

    /** Keeps the events in that order; one that is parked already is not parked twice. */
    void park(String service, List<PendingEvent> events) {
        worker.commit(handle -> {
            ParkingStore.park(handle, service, events);
            return events.size();
        });
    }

    /**
     * Claims lanes to be sent on.
     *
     * @param passing services that are left alone
     * @param lease how long nobody else claims them
     */
    List<ParkedLane> claim(Collection<String> passing, int most, Duration lease) {
        return worker.commit(handle -> ParkingStore.claim(handle, passing, most, lease));
    }

    /** The lane's oldest events, in order. */
    List<ParkedEvent> read(ParkedLane lane, int most) {
        return work
                .read(lane.guild(), NOBODY, unit -> ParkingStore.read(unit, lane.service(), most))
                .stream()
                .map(this::parked)
                .toList();
    }

    /** Forgets events of the lane, and the lane when it is empty. */
    void settle(ParkedLane lane, List<Long> places) {
        worker.commit(handle -> {
            ParkingStore.settle(handle, lane, places);
            return places.size();
        });
    }

    /** Lets the lane be for a while. */
    void defer(ParkedLane lane, int attempt, Duration pause) {
        worker.commit(handle -> {
            ParkingStore.defer(handle, lane, attempt, pause);
            return attempt;
        });
    }

    /**
     * Keeps events that the service will not take, in case the cause can be mended: the newest
     * 10,000.
     */
    void refuse(String service, List<EventEnvelope> notes, String because) {
        var refused =
                notes.stream()
                        .map(note -> new DeadEventRow(note.guild(), note.key(), write(note)))
                        .toList();
        worker.commit(handle -> {
            ParkingStore.refuse(handle, service, refused, because, MOST_REFUSED);
            return refused.size();
        });
    }

    /** How many events wait for each service. */
    Map<String, Integer> count() {
        return worker.commit(ParkingStore::count);
    }

    /** How many events services refused and are kept. */
    int countRefused() {
        return worker.commit(ParkingStore::countRefused);
    }

    /** The newest that services refused. */
    List<DeadEvent> refused(int most) {
        return worker.commit(handle -> ParkingStore.refusedPlaces(handle, most)).entrySet().stream()
                .flatMap(places ->
                        work
                                .read(
                                        places.getKey(),
                                        NOBODY,
                                        unit -> ParkingStore.refused(unit, places.getValue()))
                                .stream())
                .sorted(Comparator.comparing(DeadEvent::refusedAt))
                .toList();
    }

    /** Has what the service refused told again; how many. */
    long retry(String service) {
        return worker.commit(handle -> ParkingStore.retry(handle, service));
    }

    /** Gives up the service's oldest events; how many. */
    int dropOldest(String service, int excess) {
        return worker.commit(handle -> ParkingStore.dropOldest(handle, service, excess));
    }

    private String write(EventEnvelope note) {
        try {
            return json.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ParkedEvent parked(Map.Entry<Long, String> row) {
        try {
            var note = json.readValue(row.getValue(), EventEnvelope.class);
            return new ParkedEvent(row.getKey(), note, row.getValue().length());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
