package dev.holdfast.health.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.health.usage.BurnRate.Rate;
import dev.holdfast.health.usage.BurnRate.Window;
import dev.holdfast.health.usage.UsageStore.MinuteRow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BurnRateTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Counts GOOD = new Counts(10, 0, 0, 0, 0);
    private static final Counts BAD = new Counts(5, 0, 5, 0, 0);

    @Test
    void refusalsAreSuccesses() {
        var rates = minutes(_ -> new Counts(0, 10, 0, 0, 0));
        assertInstanceOf(Rate.Kept.class, rates.of(Goal.SUCCESS));
        assertInstanceOf(Rate.Kept.class, rates.of(Goal.ERRORS));
    }

    @Test
    void anHourOfFaultsBurnsFast() {
        var rates = minutes(ago -> ago <= 40 ? BAD : GOOD);
        var burning = assertInstanceOf(Rate.Burning.class, rates.of(Goal.SUCCESS));
        assertEquals(Window.FAST, burning.window());
        assertEquals(200, burning.counts().failed());
    }

    @Test
    void whatGoesOnLongBurnsSlowly() {
        var rates = minutes(ago -> ago % 3 == 0 ? BAD : GOOD);
        var burning = assertInstanceOf(Rate.Burning.class, rates.of(Goal.SUCCESS));
        assertEquals(Window.SLOW, burning.window());
    }

    @Test
    void itIsOverSoonAfterItsCause() {
        var during = minutes(ago -> ago <= 50 ? BAD : GOOD);
        assertInstanceOf(Rate.Burning.class, during.of(Goal.SUCCESS));
        var after = minutes(ago -> ago > 5 && ago <= 55 ? BAD : GOOD);
        assertInstanceOf(Rate.Kept.class, after.of(Goal.SUCCESS));
    }

    @Test
    void anOccasionalFaultIsAllowed() {
        var rates = minutes(ago -> ago % 10 == 0 ? new Counts(9, 0, 1, 0, 0) : GOOD);
        assertInstanceOf(Rate.Kept.class, rates.of(Goal.SUCCESS));
        assertInstanceOf(Rate.Kept.class, rates.of(Goal.ERRORS));
    }

    @Test
    void slowAnswersBurnTheirGoalOnly() {
        var rates = minutes(_ -> new Counts(10, 0, 0, 0, 9));
        assertInstanceOf(Rate.Burning.class, rates.of(Goal.SPEED));
        assertInstanceOf(Rate.Kept.class, rates.of(Goal.SUCCESS));
    }

    @Test
    void fewerThanTwentyCommandsAreTooFewToTell() {
        var rates = minutes(ago -> ago <= 19 ? new Counts(0, 0, 1, 0, 0) : Counts.NONE);
        assertInstanceOf(Rate.TooFew.class, rates.of(Goal.SUCCESS));
        assertInstanceOf(Rate.TooFew.class, minutes(_ -> Counts.NONE).of(Goal.SUCCESS));
        assertInstanceOf(
                Rate.Burning.class,
                minutes(ago -> ago <= 20 ? new Counts(0, 0, 1, 0, 0) : Counts.NONE)
                        .of(Goal.SUCCESS));
    }

    /**
     * Six hours.
     *
     * @param counts of the minute so many minutes ago, 1 to 360
     */
    private static BurnRate minutes(LongFunction<Counts> counts) {
        return new BurnRate(
                LongStream.rangeClosed(1, 360)
                        .mapToObj(ago ->
                                new MinuteRow(
                                        NOW.minus(Duration.ofMinutes(ago)).plusSeconds(1),
                                        counts.apply(ago)))
                        .toList(),
                NOW);
    }
}
