package dev.holdfast.kit.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.fact.Fact.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00Z");
    private static final Duration OLD = Cursor.OVERLAP.plusSeconds(1);

    @Test
    void goesOnlyAsFarAsNothingCanBeCommittedBehindItAnyMore() {
        var page = List.of(change(3, OLD), change(7, OLD), change(9, Duration.ofSeconds(1)));
        assertEquals("7", Cursor.of("0").after(page, NOW, false).toString());
    }

    @Test
    void readsOnToTheEndBeforeItLooksAgain() {
        var first = List.of(change(3, OLD), change(9, Duration.ofSeconds(1)));
        var middle = Cursor.of("0").after(first, NOW, true);
        assertEquals("3-9", middle.toString());
        var last = List.of(change(12, Duration.ofSeconds(1)));
        assertEquals("3", middle.after(last, NOW, false).toString());
    }

    /** The page before it was read when something could still be committed within that one. */
    @Test
    void aLaterPageSettlesNothingThatAnEarlierOneDidNot() {
        var middle = Cursor.of("3-9");
        var late = NOW.plus(Duration.ofMinutes(5));
        assertEquals("3-20", middle.after(List.of(change(20, OLD)), late, true).toString());
        assertEquals("3", middle.after(List.of(change(20, OLD)), late, false).toString());
    }

    @Test
    void staysWhereItIsWhereNothingChanged() {
        assertEquals("7", Cursor.of("7").after(List.of(), NOW, false).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "9-3", "1-", "1234567890123456789", "٣"})
    void refusesWhatIsNoCursor(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cursor.of(text));
    }

    private static Change change(long id, Duration age) {
        return new Change(id, NOW.minus(age), null);
    }
}
