package dev.holdfast.health.statuspage;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.probe.Component;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * How each of the last days was: the sums as they were read last, and what was measured since.
 * Every minute it counts what is new. Without PostgreSQL it goes on with what it knows.
 * Thread-safe.
 */
@Singleton
final class DayHistory {

    /** So many days are shown. */
    static final int DAYS = 90;

    private static final Logger LOG = Logger.getLogger("holdfast.status");
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String JOB = "status-days";
    private static final UserId NOBODY = new UserId(0);
    private static final int YEARS_KEPT = 2;

    private final Measurements measurements;
    private final Acting acting;
    private final UnitsOfWork units;
    private final Clock clock;
    private final PollingLoop loop;
    private volatile Stored stored = new Stored(Map.of(), Map.of(), false);

    /**
     * What PostgreSQL had.
     *
     * @param counted until when the sums of each component go
     * @param isRead whether it could be read at all
     */
    record Stored(
            Map<Component, Map<LocalDate, DaySum>> days,
            Map<Component, Instant> counted,
            boolean isRead) {

        Stored {
            days = Map.copyOf(days);
            counted = Map.copyOf(counted);
        }

        /** The last {@link #DAYS} days, the oldest first. */
        List<DaySum> days(Component component, List<MeasuredTime> since, LocalDate today) {
            var sums = new HashMap<>(days.getOrDefault(component, Map.of()));
            var from = counted.getOrDefault(component, Instant.EPOCH);
            since.stream()
                    .flatMap(time -> time.within(from, Instant.MAX).stream())
                    .flatMap(time -> time.byDay().stream())
                    .forEach(part ->
                            sums.merge(
                                    part.day(),
                                    DaySum.none(part.day()).plus(part),
                                    (sum, _) -> sum.plus(part)));
            return today.minusDays(DAYS - 1L)
                    .datesUntil(today.plusDays(1))
                    .map(day -> sums.getOrDefault(day, DaySum.none(day)))
                    .toList();
        }
    }

    DayHistory(
            Measurements measurements,
            Acting acting,
            UnitsOfWork units,
            Clock clock,
            PollingLoops loops) {
        this.acting = acting;
        this.measurements = measurements;
        this.units = units;
        this.clock = clock;
        this.loop = loops.every(JOB, PAUSE, this::keep);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** What this process measured last is not lost with it. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
        try {
            keep();
        } catch (RuntimeException e) { // nothing is to keep the process from ending
            LOG.debugf("the last minute is not counted: %s", e.getMessage());
        }
    }

    /** Counts what is new, and reads the sums. */
    void keep() {
        var now = clock.instant();
        var cause = OperationKey.of("%s:%s".formatted(JOB, now));
        var read =
                acting.acts()
                        ? units.write(GuildId.DIRECT, cause, this::count)
                        : units.read(GuildId.DIRECT, NOBODY, DayHistory::read);
        stored = read;
        read.counted().forEach(measurements::counted);
    }

    private Stored count(UnitOfWork work) {
        DayCount.count(work, measurements.uncounted());
        DayStore.prune(work, today(work.now()).minusYears(YEARS_KEPT));
        return read(work);
    }

    private static Stored read(UnitOfWork work) {
        var first = today(work.now()).minusDays(DAYS);
        return new Stored(DayStore.days(work, first), DayStore.counted(work), true);
    }

    /** Whether earlier days are known at all. */
    boolean isRead() {
        return stored.isRead();
    }

    /** The last {@link #DAYS} days, the oldest first, today included. */
    List<DaySum> days(Component component) {
        var since = measurements.uncounted().getOrDefault(component, List.of());
        return stored.days(component, since, today(clock.instant()));
    }

    private static LocalDate today(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
