package dev.holdfast.gateway.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Edit distance between two words: letters left out, added or changed, or two neighbours swapped
 * (Damerau and Levenshtein, each place edited once).
 */
public final class EditDistance {

    private EditDistance() {}

    /** The nearest of these, at most {@code most} edits away, nearest first. */
    public static List<String> near(String typed, Collection<String> known, int most) {
        return known.stream()
                .filter(word -> distance(typed, word) <= most)
                .sorted(Comparator.comparingInt((String word) -> distance(typed, word)))
                .toList();
    }

    /** How many edits lead from one to the other; neither is long. */
    static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        var last = IntStream.rangeClosed(0, other.length()).toArray();
        for (var i = 1; i <= one.length(); i++) {
            var next = new int[other.length() + 1];
            next[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                next[j] = Math.min(Math.min(next[j - 1], last[j]) + 1, last[j - 1] + change);
                if (isSwapped(one, i, other, j)) {
                    next[j] = Math.min(next[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = next;
        }
        return last[other.length()];
    }

    private static boolean isSwapped(String one, int i, String other, int j) {
        return i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
