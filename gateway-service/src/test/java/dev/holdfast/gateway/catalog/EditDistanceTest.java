package dev.holdfast.gateway.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditDistanceTest {

    @Test
    void countsALetterLeftOutAddedChangedOrSwappedAsOneEdit() {
        assertEquals(0, EditDistance.distance("daily", "daily"));
        assertEquals(1, EditDistance.distance("dialy", "daily"));
        assertEquals(1, EditDistance.distance("daly", "daily"));
        assertEquals(1, EditDistance.distance("dailyy", "daily"));
        assertEquals(1, EditDistance.distance("dauly", "daily"));
        assertEquals(2, EditDistance.distance("dialyy", "daily"));
        assertEquals(3, EditDistance.distance("", "pay"));
    }

    @Test
    void namesTheNearestFirstAndNoneThatIsTooFar() {
        var known = List.of("daily", "play", "pay", "balance");
        assertEquals(List.of("pay", "play"), EditDistance.near("pya", known, 2));
        assertEquals(List.of("pay"), EditDistance.near("pya", known, 1));
        assertEquals(List.of(), EditDistance.near("nonsense", known, 2));
    }
}
