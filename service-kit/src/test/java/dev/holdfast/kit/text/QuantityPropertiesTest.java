package dev.holdfast.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.text.Quantity.Exactly;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Numbers of any script with any group sign are read as what they are, and nothing that anybody
 * types is read as less than its digits say. Each repetition has a seed of its own, which its
 * failure names.
 */
class QuantityPropertiesTest {

    private static final int RUNS = 2_000;
    private static final int SEEDS = 5;
    private static final int[] ZEROS =
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                    .filter(it -> Character.getType(it) == Character.DECIMAL_DIGIT_NUMBER)
                    .filter(it -> Character.digit(it, 10) == 0)
                    .toArray();
    private static final String[] GROUP_SIGNS = {
        "", ",", "_", " ", "\u00A0", "\u202F", "\u2009", "\u2007", "٬", "，"
    };
    private static final String[] PIECES = {
        "0", "1", "25", "000", "00", "٠", "۵", "𝟗", " ", "\u00A0", "\u202F", ",", "_", ".", "'",
        "٬", "-", "k", "m", " k", "%", "e3", "½", "+", "x", "all", "\u200F", "\u202E"
    };
    private static final Pattern MORE_DIGITS =
            Pattern.compile(
                    "[\\s.,_'’٬٫،·-]*[\\p{N}].*", Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

    @RepeatedTest(SEEDS)
    void readsAnyScriptWithAnyGroupSign(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        for (var run = 0; run < RUNS; run++) {
            var number = random.nextLong() >>> random.nextInt(15, 64);
            var written = written(number, random);
            assertEquals(new Exactly(number), Quantity.parse(written), written);
            var typed = written + " for the boat";
            assertEquals(written.length(), Quantity.end(typed), typed);
        }
    }

    @RepeatedTest(SEEDS)
    void neverReadsLessThanTheDigitsSay(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        for (var run = 0; run < RUNS; run++) {
            var text = random.nextBoolean() ? pieces(random) : spoilt(random);
            if (Quantity.parse(text) instanceof Exactly(var number)) {
                assertTrue(
                        BigInteger.valueOf(number).abs().compareTo(digits(text)) >= 0,
                        "%s became %d".formatted(text, number));
            }
        }
    }

    @RepeatedTest(SEEDS)
    void leavesNoDigitsBehindForTheNote(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        for (var run = 0; run < RUNS; run++) {
            var text = ("7" + pieces(random) + " " + pieces(random)).strip();
            var rest = text.substring(Quantity.end(text));
            assertFalse(MORE_DIGITS.matcher(rest).matches(), text + " leaves " + rest);
            assertFalse(rest.toLowerCase(Locale.ROOT).matches("\\s+[kmb%](\\s.*)?"), text);
        }
    }

    private static String written(long number, Random random) {
        var zero = ZEROS[random.nextInt(ZEROS.length)];
        var sign = GROUP_SIGNS[random.nextInt(GROUP_SIGNS.length)];
        var plain = Long.toString(number);
        var text = new StringBuilder();
        for (var at = 0; at < plain.length(); at++) {
            if (at > 0 && (plain.length() - at) % 3 == 0) {
                text.append(sign);
            }
            text.appendCodePoint(zero + plain.charAt(at) - '0');
        }
        return text.toString();
    }

    private static String pieces(Random random) {
        var text = new StringBuilder();
        for (var count = random.nextInt(1, 6); count > 0; count--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** A number with something put into it or taken out. */
    private static String spoilt(Random random) {
        var text = new StringBuilder(written(random.nextInt(10_000_000), random));
        var at = random.nextInt(text.length());
        if (random.nextBoolean()) {
            text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        } else {
            text.deleteCharAt(at);
        }
        return text.toString();
    }

    private static BigInteger digits(String text) {
        var digits = new StringBuilder("0");
        text.codePoints()
                .filter(it -> Character.getType(it) == Character.DECIMAL_DIGIT_NUMBER)
                .forEach(it -> digits.append(Character.digit(it, 10)));
        return new BigInteger(digits.toString());
    }
}
