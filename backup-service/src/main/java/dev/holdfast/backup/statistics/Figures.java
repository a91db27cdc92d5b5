package dev.holdfast.backup.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the backups do.
 *
 * @param own how many there are of the guild alone
 * @param whole how many there are of everything
 * @param lastGood when the newest was taken that was read back and is right; {@code null}: none was
 * @param nights those of everything, the oldest first
 */
record Figures(
        long own, long whole, @Nullable Instant lastGood, boolean isLate, List<Night> nights) {

    /**
     * A snapshot of everything.
     *
     * @param stored how many bytes it holds
     * @param written how many of them no earlier one held
     * @param drill how long it took to restore it on trial; {@code null}: that was not done
     */
    record Night(Instant at, long stored, long written, @Nullable Duration drill) {}

    Figures {
        nights = List.copyOf(nights);
    }

    List<Night> drilled() {
        return nights.stream().filter(night -> night.drill() != null).toList();
    }
}
