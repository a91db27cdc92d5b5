package dev.holdfast.kit.observe;

import java.util.Collection;
import java.util.stream.Stream;

/**
 * Whether one of many texts occurs in another: one look at each of its letters, however many they
 * are, since every log line is looked through. Safe for any thread.
 */
final class SubstringMatcher {

    private static final int LETTERS = 128;

    private final String[][] byFirstLetter = new String[LETTERS][];

    /** None of them is empty. */
    SubstringMatcher(Collection<String> all) {
        for (var needle : all) {
            var letter = needle.charAt(0) % LETTERS;
            var others = byFirstLetter[letter];
            byFirstLetter[letter] =
                    Stream.concat(
                                    others == null ? Stream.empty() : Stream.of(others),
                                    Stream.of(needle))
                            .toArray(String[]::new);
        }
    }

    boolean occurIn(String text) {
        for (var at = 0; at < text.length(); at++) {
            var candidates = byFirstLetter[text.charAt(at) % LETTERS];
            if (candidates != null && anyBegins(candidates, text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyBegins(String[] candidates, String text, int at) {
        for (var candidate : candidates) {
            if (text.startsWith(candidate, at)) {
                return true;
            }
        }
        return false;
    }
}
