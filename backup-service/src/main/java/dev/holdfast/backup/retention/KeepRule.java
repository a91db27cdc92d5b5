package dev.holdfast.backup.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which snapshots of everything one location keeps: all within some days of the newest verified
 * one, the newest verified one before those, and never fewer than a floor. Snapshots are ordered by
 * the numbers that the database issued, and a clock that was ahead makes none older than it is.
 *
 * @param window how long before the newest verified one
 * @param floor so many of the newest verified ones stay, whatever the clock says
 */
record KeepRule(Duration window, int floor) {

    /** Fewer than these, and nothing is removed. */
    static final int FEWEST = 2;

    KeepRule {
        if (floor < FEWEST) {
            throw new IllegalArgumentException("at least %d are kept".formatted(FEWEST));
        }
    }

    /**
     * A snapshot in a location.
     *
     * @param takenAt by the clock of that time
     * @param isProven it was verified, in this location
     */
    record Held(long snapshotId, Instant takenAt, boolean isProven) {}

    /**
     * Those that are not kept.
     *
     * @param held all that the location has, in the order of their numbers
     */
    Set<Long> expired(List<Held> held) {
        var taken = notLaterThanTheNext(held);
        var proven = positions(held);
        if (proven.size() < FEWEST) {
            return Set.of();
        }
        var newest = proven.getLast();
        var cutoff = taken.get(newest).minus(window);
        var kept = new HashSet<>(proven.subList(Math.max(0, proven.size() - floor), proven.size()));
        proven.reversed().stream()
                .filter(at -> taken.get(at).isBefore(cutoff))
                .findFirst()
                .ifPresent(kept::add);
        var expired = new HashSet<Long>();
        for (var at = 0; at < newest; at++) {
            if (taken.get(at).isBefore(cutoff) && !kept.contains(at)) {
                expired.add(held.get(at).snapshotId());
            }
        }
        return expired;
    }

    private static List<Integer> positions(List<Held> held) {
        return IntStream.range(0, held.size())
                .filter(at -> held.get(at).isProven())
                .boxed()
                .toList();
    }

    /** When each was taken, as far as those that were taken behind it allow. */
    private static List<Instant> notLaterThanTheNext(List<Held> held) {
        var taken = new ArrayList<>(held.stream().map(Held::takenAt).toList());
        for (var at = taken.size() - 2; at >= 0; at--) {
            if (taken.get(at).isAfter(taken.get(at + 1))) {
                taken.set(at, taken.get(at + 1));
            }
        }
        return taken;
    }
}
