package dev.holdfast.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void countsALetterLeftOutAddedChangedOrSwappedAsOneEdit() {
        assertEquals(0, Spelling.distance("daily", "daily"));
        assertEquals(1, Spelling.distance("dialy", "daily"));
        assertEquals(1, Spelling.distance("daly", "daily"));
        assertEquals(1, Spelling.distance("dailyy", "daily"));
        assertEquals(1, Spelling.distance("dauly", "daily"));
        assertEquals(2, Spelling.distance("dialyy", "daily"));
        assertEquals(3, Spelling.distance("", "pay"));
    }

    @Test
    void namesTheNearestFirstAndNoneThatIsTooFar() {
        var known = List.of("daily", "play", "pay", "balance");
        assertEquals(List.of("pay", "play"), Spelling.near("pya", known, 2));
        assertEquals(List.of("pay"), Spelling.near("pya", known, 1));
        assertEquals(List.of(), Spelling.near("nonsense", known, 2));
    }
}
