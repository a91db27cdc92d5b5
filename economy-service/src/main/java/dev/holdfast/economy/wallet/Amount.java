package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Coins;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How many coins a person asked for, as they wrote it: {@code 25}, {@code 1,000}, {@code all}. */
sealed interface Amount {

    /** The most that a person can write: a trillion. */
    long MOST = 1_000_000_000_000L;

    /** So many; may be 0. */
    record Exactly(long coins) implements Amount {}

    /**
     * A part of what there is.
     *
     * @param divisor 1: all of it
     */
    record Share(int divisor) implements Amount {

        /** Rounded down: coins are whole. */
        long of(long balance) {
            return Math.min(balance / divisor, Coins.MOST_HELD);
        }
    }

    /** Nothing that could be moved. */
    record Unusable(Fault fault) implements Amount {}

    /** What is wrong with it. */
    enum Fault {
        NEGATIVE,
        HUGE,
        FRACTION,
        UNREADABLE
    }

    static Amount parse(String text) {
        var written = text.strip().toLowerCase(Locale.ROOT);
        var share = Grammar.SHARES.get(written);
        if (share != null) {
            return share;
        }
        var number = Grammar.NUMBER.matcher(written);
        if (!number.matches()) {
            return new Unusable(Fault.UNREADABLE);
        }
        var coins =
                new BigDecimal(number.group("digits").replace(",", ""))
                        .scaleByPowerOfTen(Grammar.power(number.group("unit")));
        if (number.group("minus") != null && coins.signum() != 0) {
            return new Unusable(Fault.NEGATIVE);
        }
        if (coins.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            return new Unusable(Fault.HUGE);
        }
        if (coins.stripTrailingZeros().scale() > 0 || Grammar.ambiguous(number)) {
            return new Unusable(Fault.FRACTION);
        }
        return new Exactly(coins.longValueExact());
    }

    /** How amounts are written. */
    final class Grammar {

        private static final Map<String, Share> SHARES =
                Map.of("all", new Share(1), "half", new Share(2));
        private static final Pattern NUMBER =
                Pattern.compile(
                        "(?<minus>-)?(?<digits>\\d{1,3}(?:,\\d{3}){1,9}|\\d{1,30}(?:\\.\\d{1,9})?)"
                                + "(?<unit>[kmb]?)");

        private Grammar() {}

        /** To some people 1.000 is a thousand, to others it is one. */
        private static boolean ambiguous(MatchResult number) {
            return number.group("unit").isEmpty() && number.group("digits").contains(".");
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
