package dev.holdfast.health.statuspage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each moment is in the sums once, whoever measured it and whatever happened meanwhile. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class DayCountTest {

    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration LATER = Duration.ofDays(3);

    @Inject UnitsOfWork units;
    @Inject DayHistory history;

    private Component component = Statuses.ECONOMY;

    @BeforeEach
    void ofItsOwn() {
        component = new Component(Kind.SERVICE, "counted" + SEQUENCE.incrementAndGet());
    }

    @Test
    void whatIsMeasuredIsAddedUp() {
        count(
                time(Verdict.WELL, 0, 60),
                time(Verdict.DOWN, 60, 75),
                time(Verdict.DEGRADED, 75, 80));
        count(time(Verdict.WELL, 80, 100));
        assertEquals(sum(DAY, 80, 5, 15), day(DAY));
    }

    @Test
    void whatIsCountedTwiceIsThereOnce() {
        count(time(Verdict.WELL, 0, 60));
        count(time(Verdict.WELL, 0, 60));
        count(time(Verdict.WELL, 30, 90));
        assertEquals(sum(DAY, 90, 0, 0), day(DAY));
    }

    @Test
    void twoInstancesThatMeasureTheSameTimeCountItOnce() throws InterruptedException {
        var ready = new CountDownLatch(2);
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var verdict : List.of(Verdict.WELL, Verdict.DOWN)) {
                both.execute(() -> {
                    ready.countDown();
                    await(ready);
                    count(time(verdict, 0, 60));
                });
            }
        }
        assertEquals(Duration.ofMinutes(60), day(DAY).measured());
    }

    @Test
    void aGapIsUnknown() {
        count(time(Verdict.WELL, 0, 60));
        count(time(Verdict.WELL, 660, 720));
        assertEquals(sum(DAY, 120, 0, 0), day(DAY));
        assertEquals(Duration.ofHours(22), day(DAY).unknown(MIDNIGHT.plus(LATER)));
    }

    @Test
    void whatGoesOnOverMidnightBelongsToBothDays() {
        count(time(Verdict.DOWN, 1_430, 1_460));
        assertEquals(sum(DAY, 0, 0, 10), day(DAY));
        assertEquals(sum(DAY.plusDays(1), 0, 0, 20), day(DAY.plusDays(1)));
    }

    @Test
    void aClockThatIsAheadCountsNoFuture() {
        var now = write(UnitOfWork::now);
        var ahead = new MeasuredTime(component, Verdict.WELL, now, now.plus(LATER));
        var until = count(ahead);
        assertEquals(0, Duration.between(now, until).toMinutes());
    }

    @Test
    void aDayHasNoMoreThan24Hours() {
        var admin = new Admin("health");
        var tooLong = "insert into status_day values ('%s', '%s', 86400000, 0, 1)";
        var refused =
                assertThrows(
                        RuntimeException.class,
                        () -> admin.execute(tooLong.formatted(component, DAY)));
        var why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("status_day_has_24_hours"), why);
    }

    /** A past fault: it counted by an operation key that is none, and so never. */
    @Test
    void countsEveryMinuteByItself() {
        history.keep();
        assertTrue(history.isRead());
        assertEquals(DayHistory.DAYS, history.days(component).size());
    }

    @Test
    void whatIsOlderThanTwoYearsIsForgotten() {
        var admin = new Admin("health");
        count(time(Verdict.WELL, 0, 60));
        admin.execute(
                "insert into status_day values ('%s', '2024-01-01', 1, 0, 0)".formatted(component));
        write(work -> {
            DayStore.prune(work, LocalDate.of(2024, 11, 20));
            return true;
        });
        assertEquals(sum(DAY, 60, 0, 0), day(DAY));
        assertEquals(0, admin.count("select count(*) from status_day where day = '2024-01-01'"));
    }

    private static void await(CountDownLatch ready) {
        try {
            var _ = ready.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant count(MeasuredTime... times) {
        return write(work ->
                DayCount.count(work, Map.of(component, List.of(times)))
                        .getOrDefault(component, Instant.EPOCH));
    }

    private DaySum day(LocalDate day) {
        return write(work ->
                DayStore.days(work, DAY)
                        .getOrDefault(component, Map.of())
                        .getOrDefault(day, DaySum.none(day)));
    }

    private <T> T write(Function<UnitOfWork, T> body) {
        return units.write(
                GuildId.DIRECT, OperationKey.of("status-test:2026-12-01T00:00:00Z"), body);
    }

    private MeasuredTime time(Verdict verdict, int fromMinute, int toMinute) {
        return new MeasuredTime(
                component,
                verdict,
                MIDNIGHT.plus(Duration.ofMinutes(fromMinute)),
                MIDNIGHT.plus(Duration.ofMinutes(toMinute)));
    }

    private static DaySum sum(LocalDate day, int well, int degraded, int down) {
        return new DaySum(
                day,
                Duration.ofMinutes(well),
                Duration.ofMinutes(degraded),
                Duration.ofMinutes(down));
    }
}
