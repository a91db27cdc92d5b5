package dev.holdfast.kit.text;

import java.util.Optional;

/** Decimal digits of any script: {@code 100}, {@code ١٠٠}, {@code ۱۰۰}, {@code １００}. */
public final class Digits {

    private Digits() {}

    /** The text with its digits as 0 to 9; empty where it mixes the digits of several scripts. */
    public static Optional<String> ascii(String text) {
        var written = new StringBuilder(text.length());
        var script = -1;
        for (var character : text.codePoints().toArray()) {
            if (Character.getType(character) != Character.DECIMAL_DIGIT_NUMBER) {
                written.appendCodePoint(character);
                continue;
            }
            var value = Character.digit(character, 10);
            var zero = character - value;
            if (script >= 0 && script != zero) {
                return Optional.empty();
            }
            script = zero;
            written.append((char) ('0' + value));
        }
        return Optional.of(written.toString());
    }
}
