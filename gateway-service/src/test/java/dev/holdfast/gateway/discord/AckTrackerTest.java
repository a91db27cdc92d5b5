package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AckTrackerTest {

    private final AckTracker unsettled = new AckTracker();

    @Test
    void countsAsHeardWhatNobodyKeeps() {
        unsettled.of(3);
        assertEquals(4, unsettled.upTo(4));
    }

    @Test
    void countsAsHeardNoFurtherThanBeforeTheFirstEventThatSomebodyKeeps() {
        var early = unsettled.of(5);
        var late = unsettled.of(7);
        late.keep();
        early.keep();
        assertEquals(4, unsettled.upTo(9));
        early.release();
        assertEquals(6, unsettled.upTo(9));
        late.release();
        assertEquals(9, unsettled.upTo(9));
    }

    @Test
    void keepsAnEventUntilTheLastOfSeveralLetsGo() {
        var ack = unsettled.of(5);
        ack.keep();
        ack.keep();
        ack.release();
        assertEquals(4, unsettled.upTo(9));
        ack.release();
        assertEquals(9, unsettled.upTo(9));
    }
}
