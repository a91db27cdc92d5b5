package dev.holdfast.kit.text;

import java.util.Locale;
import java.util.Optional;

/**
 * Case folding for commands and prefixes. The Turkish {@code İ} and {@code ı} count as {@code I}
 * and {@code i}.
 */
public final class Letters {

    private static final String DOT_ABOVE = "\u0307";
    private static final String EMOJI_STYLE = "\uFE0F";

    private Letters() {}

    /** Two texts that are meant to be the same have the same fold. */
    public static String fold(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('ı', 'i')
                .replace("i" + DOT_ABOVE, "i")
                .replace(EMOJI_STYLE, "");
    }

    /** The part of the text that it begins with, where that is meant to be the other one. */
    public static Optional<String> beginning(String text, String other) {
        var wanted = fold(other);
        var longest = Math.min(text.length(), 2 * other.length());
        for (var end = longest; end > 0; end--) {
            var part = text.substring(0, end);
            if (fold(part).equals(wanted)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }
}
