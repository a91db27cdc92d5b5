package dev.holdfast.economy.ledger;

import java.util.regex.Pattern;

/**
 * Why coins moved, written down with every transfer for ever.
 *
 * @param feature whose texts have the words for it, under the key {@code reason.<word>}
 * @param word the feature's own name for it
 */
public record Reason(String feature, String word) {

    private static final Pattern NAME = Pattern.compile("[a-z]{1,19}");

    public Reason {
        if (!NAME.matcher(feature).matches() || !NAME.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "A reason is two lower-case words of at most 19 letters: %s.%s"
                            .formatted(feature, word));
        }
    }

    static Reason parse(String code) {
        var dot = code.indexOf('.');
        return new Reason(code.substring(0, Math.max(dot, 0)), code.substring(dot + 1));
    }

    @Override
    public String toString() {
        return feature + "." + word;
    }
}
