package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnsettledTest {

    private final Unsettled unsettled = new Unsettled();

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
        var custody = unsettled.of(5);
        custody.keep();
        custody.keep();
        custody.release();
        assertEquals(4, unsettled.upTo(9));
        custody.release();
        assertEquals(9, unsettled.upTo(9));
    }
}
