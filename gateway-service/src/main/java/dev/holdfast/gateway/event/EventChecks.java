package dev.holdfast.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What always holds of events that wait for a service. */
final class EventChecks {

    private static final String PARKED = "parked_event";

    private static final int MOST = 1_000;
    private static final int MOST_NAMED = 5;

    private EventChecks() {}

    private record EventCheck(
            String name, String table, Function<UnitOfWork, IntegrityCheck.Finding> look)
            implements IntegrityCheck {

        @Override
        public Finding check(UnitOfWork work) {
            return look.apply(work);
        }
    }

    @Produces
    @Singleton
    static IntegrityCheck parkedEventsAreDelivered() {
        return new EventCheck(
                "parked-events-are-delivered",
                PARKED,
                work -> ParkingFaultStore.find(work, ParkingFaultStore.OVERDUE));
    }

    @Produces
    @Singleton
    static IntegrityCheck noEventIsRefused() {
        return new EventCheck(
                "no-refused-event",
                "refused_event",
                work -> ParkingFaultStore.find(work, ParkingFaultStore.REFUSED));
    }

    @Produces
    @Singleton
    static IntegrityCheck parkedEventsCanBeRead(ObjectMapper json) {
        var reader = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return new EventCheck(
                "parked-events-can-be-read", PARKED, work -> unreadable(work, reader));
    }

    private static IntegrityCheck.Finding unreadable(UnitOfWork work, ObjectMapper reader) {
        var notes = ParkingFaultStore.notes(work, MOST);
        var faults = new TreeMap<Long, String>();
        notes.forEach((place, note) -> {
            try {
                reader.readValue(note, EventEnvelope.class);
            } catch (JsonProcessingException _) {
                faults.put(place, "event %d".formatted(place));
            }
        });
        return faults.isEmpty()
                ? new IntegrityCheck.Finding.Sound(notes.size())
                : new IntegrityCheck.Finding.Broken(
                        "%d of %d events cannot be read: %s"
                                .formatted(
                                        faults.size(),
                                        notes.size(),
                                        faults.values().stream()
                                                .limit(MOST_NAMED)
                                                .collect(Collectors.joining(", "))));
    }
}
