package dev.holdfast.health.error;

import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The errors of all services, for other features. Thread-safe. */
@Singleton
public final class ErrorGroups {

    /** So many groups are kept. */
    static final int MOST = 2_000;

    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork units;

    @Inject
    ErrorGroups(UnitsOfWork units) {
        this.units = units;
    }

    /**
     * Those seen for the first time since, the newest first.
     *
     * @param most 1 to 500
     */
    public List<ErrorGroup> begunSince(Instant since, int most) {
        return units.read(
                GuildId.DIRECT, NOBODY, work -> ErrorGroupStore.begunSince(work, since, most));
    }

    /** How many are new, ongoing or regressed. */
    public int open() {
        return units.read(
                GuildId.DIRECT, NOBODY, work -> ErrorGroupStore.count(work, Filter.OPEN.states()));
    }
}
