package dev.holdfast.health.integrity;

import dev.holdfast.health.integrity.CheckState.Verdict;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What every check of every service found last. What was not told of for three rounds is unknown,
 * by the clock and whatever the rounds do; without PostgreSQL, what was known last. Thread-safe.
 */
@Singleton
public final class Integrity {

    private static final UserId NOBODY = new UserId(0);
    private static final int ROUNDS = 3;

    private final UnitsOfWork units;
    private final IntegritySettings settings;
    private final Clock clock;
    private volatile List<CheckState> known = List.of();

    Integrity(UnitsOfWork units, IntegritySettings settings, Clock clock) {
        this.units = units;
        this.settings = settings;
        this.clock = clock;
    }

    /** Of all services, sorted by service and name. */
    public List<CheckState> current() {
        var patience = settings.integrityInterval().multipliedBy(ROUNDS);
        var now = clock.instant();
        return read().stream().map(state -> judged(state, patience, now)).toList();
    }

    /** The starts that were seen last, the newest first. */
    public List<InstanceStart> starts(int limit) {
        return units.read(GuildId.DIRECT, NOBODY, work -> StartStore.newest(work, limit));
    }

    private List<CheckState> read() {
        try {
            known = units.read(GuildId.DIRECT, NOBODY, ResultStore::all);
        } catch (Unavailable _) {
            // What was known last gets old, and is unknown then.
        }
        return known;
    }

    private static CheckState judged(CheckState state, Duration patience, Instant now) {
        return state.verdict() == Verdict.UNKNOWN || state.seenAt().plus(patience).isAfter(now)
                ? state
                : state.unknown("nobody has told of it since " + state.seenAt());
    }
}
