package dev.holdfast.backup.detection;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How far the records of a schema are read. Their numbers are drawn before their transactions end,
 * so those that were missing are looked for again.
 *
 * @param last the highest number that was read
 * @param gaps numbers below it that were not there yet, in order
 */
record ReadPosition(long last, List<Long> gaps) {

    /** Who draws more numbers than that in one transaction has made a mistake. */
    private static final int MOST_GAPS = 10_000;

    static final ReadPosition BEGINNING = new ReadPosition(0, List.of());

    ReadPosition {
        gaps = List.copyOf(gaps);
    }

    /**
     * The position after that.
     *
     * @param read all that were there: of the gaps, and behind them up to the highest
     */
    ReadPosition after(Set<Long> read) {
        var newest = Math.max(last, read.stream().mapToLong(it -> it).max().orElse(last));
        var oldest = Math.max(last, newest - MOST_GAPS);
        var fresh = LongStream.rangeClosed(oldest + 1, newest).boxed();
        return new ReadPosition(
                newest,
                Stream.concat(gaps.stream(), fresh).filter(id -> !read.contains(id)).toList());
    }
}
