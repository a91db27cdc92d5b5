package dev.holdfast.health.probe;

import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes to PostgreSQL and reads its statistics. Thread-safe. */
@Singleton
final class PostgresProbe {

    static final Component COMPONENT = new Component(Kind.POSTGRES, "main");

    private static final int FULL_PERCENT = 90;
    private static final double LONG_SECONDS = Duration.ofMinutes(30).toSeconds();

    /** PostgreSQL stops at 2,100,000,000. */
    private static final long WRAPAROUND = 1_500_000_000L;

    private static final Duration SKEW = Duration.ofSeconds(5);

    private final UnitsOfWork units;
    private final Clock clock;

    PostgresProbe(UnitsOfWork units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /**
     * What one look found.
     *
     * @param skew how far this machine's clock is ahead of PostgreSQL's
     */
    record Seen(ProbeStore.Statistics statistics, Duration skew) {}

    Measurement measure() {
        try {
            return judged(look());
        } catch (Unavailable e) {
            return measurement(
                    Verdict.DOWN, "PostgreSQL takes no write: %s.".formatted(e.getMessage()));
        }
    }

    private Seen look() {
        var cause = OperationKey.of("probe:" + clock.instant());
        return units.write(
                GuildId.DIRECT,
                cause,
                work -> {
                    var began = clock.instant();
                    var written = ProbeStore.write(work);
                    return new Seen(
                            ProbeStore.statistics(work), Duration.between(written, middle(began)));
                });
    }

    /** The write happened somewhere between. */
    private Instant middle(Instant began) {
        return began.plus(Duration.between(began, clock.instant()).dividedBy(2));
    }

    private Measurement judged(Seen seen) {
        var wrong = wrong(seen);
        return wrong.isEmpty()
                ? Measurement.well(COMPONENT, clock.instant())
                : measurement(Verdict.DEGRADED, String.join(" ", wrong));
    }

    static List<String> wrong(Seen seen) {
        var wrong = new ArrayList<String>();
        var numbers = seen.statistics();
        if (numbers.connections() * 100L > numbers.mostConnections() * (long) FULL_PERCENT) {
            wrong.add(
                    "%d of PostgreSQL's %d connections are used."
                            .formatted(numbers.connections(), numbers.mostConnections()));
        }
        if (numbers.longestSeconds() > LONG_SECONDS) {
            wrong.add(
                    "A transaction has been open for %d minutes; rows that are gone are kept until it ends."
                            .formatted(Math.round(numbers.longestSeconds() / 60)));
        }
        if (numbers.wraparoundAge() > WRAPAROUND) {
            wrong.add(
                    "Transaction ids are %,d old; PostgreSQL stops at 2,100,000,000. Have it vacuum."
                            .formatted(numbers.wraparoundAge()));
        }
        if (seen.skew().abs().compareTo(SKEW) > 0) {
            wrong.add(
                    "This machine's clock and PostgreSQL's differ by %d s; set both by NTP."
                            .formatted(seen.skew().abs().toSeconds()));
        }
        return wrong;
    }

    private Measurement measurement(Verdict verdict, String detail) {
        return Measurement.of(COMPONENT, verdict, detail, clock.instant());
    }
}
