package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UrgencyHeaderTest {

    @Test
    void isReadAsItIsWrittenAndUrgentWhereNothingIsSaid() {
        for (var urgency : Urgency.values()) {
            assertEquals(urgency, Urgency.of(urgency.header()));
        }
        assertEquals(Urgency.PATIENT, Urgency.of("u=5, i"));
        assertEquals(Urgency.URGENT, Urgency.of("i, u=3"));
        assertEquals(Urgency.URGENT, Urgency.of(null));
        for (var nothing : new String[] {"", "i", "u=9", "mu=6x"}) {
            assertEquals(Urgency.URGENT, Urgency.of(nothing));
        }
    }
}
