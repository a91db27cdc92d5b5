package dev.holdfast.backup.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadPositionTest {

    @Test
    void looksAgainForNumbersThatWereNotThereYet() {
        var first = ReadPosition.BEGINNING.after(Set.of(1L, 2L, 5L));
        assertEquals(new ReadPosition(5, List.of(3L, 4L)), first);
        var second = first.after(Set.of(3L, 7L));
        assertEquals(new ReadPosition(7, List.of(4L, 6L)), second);
        assertEquals(second, second.after(Set.of()));
    }

    @Test
    void remembersTheLastTenThousandOfManyThatAreMissing() {
        var after = new ReadPosition(10, List.of()).after(Set.of(1_000_000L));
        assertEquals(1_000_000, after.last());
        assertEquals(9_999, after.gaps().size());
        assertEquals(990_001, after.gaps().getFirst());
    }
}
