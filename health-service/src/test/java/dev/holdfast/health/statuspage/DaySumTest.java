package dev.holdfast.health.statuspage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.DayHistory.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long of a day it was how. */
class DaySumTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final Instant LATER = Instant.parse("2026-12-05T00:00:00Z");

    @Test
    void whatWasNotMeasuredIsUnknown() {
        var sum = sum(10, 1, 1);
        assertEquals(Duration.ofHours(12), sum.unknown(LATER));
        assertEquals(0.5, sum.share(Verdict.UNKNOWN, LATER));
        assertEquals(10 / 24.0, sum.share(Verdict.WELL, LATER));
    }

    @Test
    void aDayWithoutAnyMeasurementIsUnknownAndNothingElse() {
        var none = DaySum.none(DAY);
        assertEquals(1, none.share(Verdict.UNKNOWN, LATER));
        assertEquals(0, none.share(Verdict.WELL, LATER));
        assertEquals(List.of(new BarHeights.Part(Verdict.UNKNOWN, 1)), bar(none));
    }

    @Test
    void ofTodayOnlyWhatHasPassedCounts() {
        var noon = Instant.parse("2026-11-30T12:00:00Z");
        assertEquals(Duration.ofHours(2), sum(10, 0, 0).unknown(noon));
        assertEquals(10 / 12.0, sum(10, 0, 0).share(Verdict.WELL, noon));
        assertEquals(
                1, DaySum.none(DAY).share(Verdict.UNKNOWN, Instant.parse("2026-11-30T00:00:00Z")));
    }

    @Test
    void aFewMinutesOfTroubleAreSeen() {
        var minutes =
                new DaySum(
                        DAY,
                        Duration.ofDays(1).minusMinutes(5),
                        Duration.ZERO,
                        Duration.ofMinutes(5));
        assertEquals(0.2, bar(minutes).getFirst().height());
        assertEquals(Verdict.DOWN, bar(minutes).getFirst().verdict());
        assertEquals(0.8, bar(minutes).getLast().height(), 1e-9);
    }

    @Test
    void aBarIsNeverHigherThanItself() {
        var all = bar(sum(1, 1, 21));
        var height = all.stream().mapToDouble(BarHeights.Part::height).sum();
        assertEquals(1, height, 1e-9);
        assertEquals(
                List.of(Verdict.DOWN, Verdict.DEGRADED, Verdict.UNKNOWN),
                all.stream().map(BarHeights.Part::verdict).limit(3).toList());
    }

    @Test
    void aTimeThatGoesOnOverMidnightIsSplit() {
        var time =
                new MeasuredTime(
                        Statuses.ECONOMY,
                        Verdict.DOWN,
                        Instant.parse("2026-11-29T23:59:50Z"),
                        Instant.parse("2026-12-01T00:00:05Z"));
        assertEquals(
                List.of(Duration.ofSeconds(10), Duration.ofDays(1), Duration.ofSeconds(5)),
                time.byDay().stream().map(MeasuredTime::length).toList());
        assertEquals(DAY, time.byDay().get(1).day());
    }

    @Test
    void whatIsInTheSumsIsNotAddedToThemAgain() {
        var measured =
                new MeasuredTime(
                        Statuses.ECONOMY,
                        Verdict.WELL,
                        Instant.parse("2026-11-30T10:00:00Z"),
                        Instant.parse("2026-11-30T12:00:00Z"));
        var stored =
                new Stored(
                        Map.of(Statuses.ECONOMY, Map.of(DAY, sum(11, 0, 0))),
                        Map.of(Statuses.ECONOMY, Instant.parse("2026-11-30T11:00:00Z")),
                        true);
        var days = stored.days(Statuses.ECONOMY, List.of(measured), DAY);
        assertEquals(DayHistory.DAYS, days.size());
        assertEquals(sum(12, 0, 0), days.getLast());
        assertTrue(days.getFirst().measured().isZero());
    }

    private static List<BarHeights.Part> bar(DaySum sum) {
        return BarHeights.of(sum, LATER).parts();
    }

    private static DaySum sum(int well, int degraded, int down) {
        return new DaySum(
                DAY, Duration.ofHours(well), Duration.ofHours(degraded), Duration.ofHours(down));
    }
}
