package dev.holdfast.gateway.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.operator.Absence.News;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private final AtomicLong now = new AtomicLong(-7);
    private final Absence absence = new Absence(Duration.ofMinutes(5), now::get);

    @Test
    void isToldOnceAfterItsTimeAndOnceWhenItIsOver() {
        assertEquals(News.NONE, absence.look(false));
        pass(Duration.ofSeconds(299));
        assertEquals(News.NONE, absence.look(false));
        pass(Duration.ofSeconds(1));
        assertEquals(News.AWAY, absence.look(false));
        assertEquals(News.AWAY, absence.look(false), "it was not told yet");
        absence.told(News.AWAY);
        pass(Duration.ofHours(9));
        assertEquals(News.NONE, absence.look(false));
        assertEquals(News.BACK, absence.look(true));
        absence.told(News.BACK);
        assertEquals(News.NONE, absence.look(true));
    }

    @Test
    void oneAnswerBeginsTheTimeAnew() {
        for (var round = 0; round < 3; round++) {
            pass(Duration.ofSeconds(290));
            assertEquals(News.NONE, absence.look(false));
            assertEquals(News.NONE, absence.look(true));
        }
    }

    @Test
    void whatWasNotToldBeforeItWasOverIsNotTold() {
        pass(Duration.ofMinutes(6));
        assertEquals(News.AWAY, absence.look(false));
        assertEquals(News.NONE, absence.look(true));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
