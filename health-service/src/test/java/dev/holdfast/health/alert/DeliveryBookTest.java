package dev.holdfast.health.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryBookTest {

    private static final Instant BEGIN = Instant.parse("2026-12-01T12:00:00Z");
    private static final Duration ESCALATION = Duration.ofMinutes(15);
    private static final String ROUTE = "webhook-1";

    private final DeliveryBook book = new DeliveryBook(ESCALATION);

    @Test
    void tellsOnceWhenItOpensAndOnceWhenItEnds() {
        assertEquals(Optional.of(Told.OPENED), next(open(), BEGIN));
        told(Told.OWED);
        assertEquals(Optional.of(Told.OPENED), next(open(), BEGIN));
        told(Told.OPENED);
        assertEquals(Optional.empty(), next(open(), BEGIN));
        assertEquals(Optional.of(Told.ENDED), next(ended(), BEGIN));
        told(Told.ENDED);
        assertEquals(Optional.empty(), next(ended(), BEGIN));
    }

    @Test
    void whatCameAndWentWhileNothingCouldBeToldIsToldOnce() {
        told(Told.OWED);
        assertEquals(Optional.of(Told.ENDED), next(ended(), BEGIN));
        told(Told.ENDED);
        assertEquals(Optional.empty(), next(ended(), BEGIN));
    }

    @Test
    void whatEndedBeforeARouteWasThereIsNotTold() {
        assertEquals(Optional.empty(), next(ended(), BEGIN));
    }

    @Test
    void passesItOnOnceAfterAQuarterOfAnHourWhereNobodySeesToIt() {
        told(Told.OPENED);
        assertEquals(Optional.empty(), next(open(), BEGIN.plus(ESCALATION).minusSeconds(1)));
        assertEquals(Optional.of(Told.PASSED_ON), next(open(), BEGIN.plus(ESCALATION)));
        assertEquals(Optional.empty(), next(incident(null, "ada"), BEGIN.plus(ESCALATION)));
        told(Told.PASSED_ON);
        assertEquals(Optional.empty(), next(open(), BEGIN.plus(ESCALATION.multipliedBy(9))));
    }

    @Test
    void whatWasToldIsNeverTakenBack() {
        assertTrue(book.take(delivery(Told.ENDED)));
        assertFalse(book.take(delivery(Told.OPENED)));
        assertEquals(Optional.empty(), next(ended(), BEGIN));
    }

    private void told(Told told) {
        assertTrue(book.take(delivery(told)));
    }

    private static Delivery delivery(Told told) {
        return new Delivery(7, ROUTE, told, BEGIN);
    }

    private Optional<Told> next(Incident incident, Instant now) {
        return book.next(incident, ROUTE, now);
    }

    private static Incident open() {
        return incident(null, null);
    }

    private static Incident ended() {
        return incident(BEGIN.plusSeconds(60), null);
    }

    private static Incident incident(@Nullable Instant ended, @Nullable String by) {
        return new Incident(
                7,
                new Component(Component.Kind.POSTGRES, "main"),
                Verdict.DOWN,
                BEGIN,
                ended,
                List.of(),
                by);
    }
}
