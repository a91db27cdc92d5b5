package dev.holdfast.kit.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number or a share, as people write it: {@code 25}, {@code 1,000}, {@code 1 000}, {@code
 * ١٠٠}, {@code 10k}, {@code 1.5m}, {@code all}, {@code half}, {@code 25%}. This is the only grammar
 * for numbers that people type. Input that it cannot parse as a whole is rejected, so no number
 * silently becomes a smaller one.
 */
public sealed interface Quantity {

    /** The greatest number either side of zero, a quadrillion. */
    long GREATEST = 1_000_000_000_000_000L;

    /** So many; may be 0 or less. */
    record Exactly(long number) implements Quantity {}

    /**
     * A part of what there is.
     *
     * @param percent 1 to 100
     */
    record Share(int percent) implements Quantity {

        private static final int WHOLE = 100;

        public Share {
            if (percent < 1 || percent > WHOLE) {
                throw new IllegalArgumentException("A share is between 1% and 100%.");
            }
        }

        /** Rounded down. */
        public long of(long whole) {
            return whole / WHOLE * percent + whole % WHOLE * percent / WHOLE;
        }
    }

    /** Nothing that could be counted on. */
    record Unreadable(Fault fault) implements Quantity {}

    /** What is wrong with it. */
    enum Fault {
        /** No number at all. */
        UNREADABLE,
        /** Digits, but not in groups of three. */
        GROUPS,
        /** Digits of several scripts. */
        SCRIPTS,
        /** Not whole. */
        FRACTION,
        /** {@code 1.000}: a thousand to some people, one to others. */
        AMBIGUOUS,
        /** Beyond {@link #GREATEST}. */
        HUGE,
        /** A share of nothing, or of more than there is. */
        PERCENT
    }

    /** Reads all of the text, in which every kind of blank is one. */
    static Quantity parse(String text) {
        if (text.length() > Grammar.LONGEST) {
            return new Unreadable(Fault.UNREADABLE);
        }
        var written = Grammar.plain(text);
        var share = Grammar.SHARES.get(written);
        if (share != null) {
            return share;
        }
        var digits = Digits.ascii(written);
        if (digits.isEmpty()) {
            return new Unreadable(Fault.SCRIPTS);
        }
        var number = Grammar.NUMBER.matcher(digits.get());
        if (number.matches()) {
            return Grammar.read(number);
        }
        var grouped = Grammar.DIGITS_AND_SIGNS.matcher(digits.get()).matches();
        return new Unreadable(grouped ? Fault.GROUPS : Fault.UNREADABLE);
    }

    /**
     * Where the quantity ends that the text begins with: behind everything that a reader could take
     * for a part of it, such as {@code 1 000} in {@code 1 000 thanks} and {@code 25 3} in {@code 25
     * 3 beers}.
     *
     * @param text begins with the first word of the quantity
     */
    static int end(String text) {
        var word = Grammar.NUMERIC_WORD.matcher(text);
        if (!word.lookingAt()) {
            var first = Grammar.WORD.matcher(text);
            return first.lookingAt() ? first.end() : 0;
        }
        var end = word.end();
        var more = Grammar.CONTINUATION.matcher(text);
        while (more.region(end, text.length()).lookingAt()) {
            end = more.end();
        }
        return end;
    }

    /** How quantities are written. */
    final class Grammar {

        private static final int LONGEST = 100;
        private static final Map<String, Share> SHARES =
                Map.of("all", new Share(100), "half", new Share(50));

        /** Marks that show nothing, as keyboards of some scripts insert them. */
        private static final Pattern MARKS =
                Pattern.compile("[\\u061C\\u200B-\\u200F\\u2060\\uFEFF]");

        private static final Pattern BLANK =
                Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);
        private static final String SIGNS = ",_ \u066C\uFF0C";
        private static final Pattern NUMBER =
                Pattern.compile(
                        "(?<minus>[-\u2212])?"
                                + "(?<digits>\\d+(?:[.\u066B]\\d+)?"
                                + "|[1-9]\\d{0,2}(?<sign>[@])\\d{3}(?:\\k<sign>\\d{3})*)"
                                        .replace("@", SIGNS)
                                + " ?(?<unit>[kmb%\u066A])?");
        private static final Pattern DIGITS_AND_SIGNS =
                Pattern.compile(
                        "[-\u2212]?\\d[\\d.'\u2019\u066B@]* ?[kmb%\u066A]?".replace("@", SIGNS));

        private static final Pattern WORD =
                Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);
        private static final Pattern NUMERIC_WORD =
                Pattern.compile(
                        "[\\p{P}\\p{S}\\p{Cf}]*\\p{N}\\S*", Pattern.UNICODE_CHARACTER_CLASS);
        private static final String UNITS =
                "[kmbt]{1,2}|[mbt]n|mil|mio|mrd|grand|hundreds?|(?:thous|mill|bill|trill)[a-z]*"
                        + "|bin|milyon|milyar|هزار|هەزار|ألف|الف|آلاف|مليون|ملیون|ملیۆن|مليار|ملیار|[%\u066A]";
        private static final Pattern CONTINUATION =
                Pattern.compile(
                        "[\\s\\p{Cf}]++(?:[-+\u2212.,_'\u2019\u060C\u066B\u066C\uFF0C\u00B7\\s\\p{Cf}]*+\\p{N}\\S*"
                                + "|(?:"
                                + UNITS
                                + ")(?![\\p{L}\\p{M}\\p{N}])\\S*)",
                        Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE);

        private Grammar() {}

        private static String plain(String text) {
            var visible = MARKS.matcher(text).replaceAll("");
            return BLANK.matcher(visible).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        }

        private static Quantity read(Matcher number) {
            var unit = number.group("unit") == null ? "" : number.group("unit");
            var digits = number.group("digits").replace('\u066B', '.');
            var isFraction = digits.contains(".");
            if (unit.equals("%") || unit.equals("\u066A")) {
                return isFraction
                        ? new Unreadable(Fault.FRACTION)
                        : percent(number.group("minus") == null ? digits : "-1");
            }
            if (isFraction && unit.isEmpty()) {
                var decimals = digits.length() - digits.indexOf('.') - 1;
                return new Unreadable(decimals == 3 ? Fault.AMBIGUOUS : Fault.FRACTION);
            }
            var size =
                    new BigDecimal(digits.replaceAll("[^\\d.]", "")).scaleByPowerOfTen(power(unit));
            if (size.compareTo(BigDecimal.valueOf(GREATEST)) > 0) {
                return new Unreadable(Fault.HUGE);
            }
            if (size.stripTrailingZeros().scale() > 0) {
                return new Unreadable(Fault.FRACTION);
            }
            return new Exactly(
                    number.group("minus") == null ? size.longValueExact() : -size.longValueExact());
        }

        private static Quantity percent(String digits) {
            return digits.matches("0*(?:[1-9]\\d?|100)")
                    ? new Share(Integer.parseInt(digits))
                    : new Unreadable(Fault.PERCENT);
        }

        private static int power(String unit) {
            return switch (unit) {
                case "k" -> 3;
                case "m" -> 6;
                case "b" -> 9;
                default -> 0;
            };
        }
    }
}
