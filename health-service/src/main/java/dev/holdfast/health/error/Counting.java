package dev.holdfast.health.error;

import dev.holdfast.kit.observe.KnownError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds out how many errors are new in cumulative counts. For each {@link Beginning} the largest
 * count that was ever heard holds, so what is heard twice, too late or in another order adds
 * nothing.
 */
final class Counting {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
    private static final String ALERTS = "holdfast.alert";
    private static final long LARGEST = 1_000_000_000_000L;

    private Counting() {}

    /** An error, and how often it happened that nobody had counted. */
    record Growth(KnownError error, long added) {}

    /**
     * Compares what an instance says with what is known.
     *
     * @param known the largest count that was heard, by beginning
     * @return those that grew, by fingerprint
     */
    static List<Growth> growth(Map<Beginning, Long> known, List<KnownError> heard) {
        var largest = new HashMap<>(known);
        var grown = new ArrayList<Growth>();
        for (var error : heard) {
            var beginning = Beginning.of(error);
            var added = error.count() - largest.getOrDefault(beginning, 0L);
            if (added > 0) {
                largest.put(beginning, error.count());
                grown.add(new Growth(error, added));
            }
        }
        grown.sort(
                (one, other) -> one.error().fingerprint().compareTo(other.error().fingerprint()));
        return grown;
    }

    /**
     * Whether it can be counted: whoever answers may be damaged. An alert is in the log as an error
     * too; operators have it, and were it one, an alert about it would follow, and so on.
     */
    static boolean isSound(KnownError error) {
        return !error.logger().equals(ALERTS)
                && FINGERPRINT.matcher(error.fingerprint()).matches()
                && error.count() > 0
                && error.count() <= LARGEST;
    }
}
