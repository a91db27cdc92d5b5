package dev.holdfast.kit.limit;

import static dev.holdfast.kit.protocol.Urgency.PATIENT;
import static dev.holdfast.kit.protocol.Urgency.URGENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Urgency;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReservedBulkheadTest {

    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final ReservedBulkhead places = new ReservedBulkhead(10, 3, 2);

    @Test
    void keepsPlacesForWhoIsUrgent() throws InterruptedException {
        assertEquals(7, takeAll(PATIENT));
        assertFalse(places.tryTake(PATIENT, A_MOMENT));
        assertEquals(3, takeAll(URGENT));
    }

    @Test
    void keepsPlacesForWhoIsPatient() throws InterruptedException {
        assertEquals(8, takeAll(URGENT));
        assertFalse(places.tryTake(URGENT, A_MOMENT));
        assertEquals(2, takeAll(PATIENT));
        assertEquals(10, places.taken());
    }

    @Test
    void leavesNothingTakenByWhoFoundNone() throws InterruptedException {
        takeAll(PATIENT);
        takeAll(URGENT);
        for (var urgency : Urgency.values()) {
            assertFalse(places.tryTake(urgency));
            assertFalse(places.tryTake(urgency, A_MOMENT));
        }
        places.release(PATIENT);
        assertEquals(1, places.free(PATIENT));
        assertTrue(places.tryTake(PATIENT, A_MOMENT));
        for (var each = 0; each < 7; each++) {
            places.release(PATIENT);
        }
        for (var each = 0; each < 3; each++) {
            places.release(URGENT);
        }
        assertTrue(places.awaitFree(A_MOMENT));
    }

    private int takeAll(Urgency urgency) {
        var taken = 0;
        while (places.tryTake(urgency)) {
            taken++;
        }
        return taken;
    }
}
