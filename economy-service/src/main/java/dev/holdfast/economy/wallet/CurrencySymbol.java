package dev.holdfast.economy.wallet;

import dev.holdfast.kit.text.Letters;
import dev.holdfast.kit.text.UserText;
import java.util.regex.Pattern;

/** What may stand beside every amount without changing how the amount reads. */
final class CurrencySymbol {

    private static final int LONGEST = 16;
    private static final Pattern SERVER_EMOJI =
            Pattern.compile("<a?:[A-Za-z0-9_]{2,32}:[0-9]{1,19}>");
    private static final Pattern SHORTCODE = Pattern.compile(":[^:\\s]+:");

    /** Digits, keycaps, emoji of numbers, group and decimal signs, and what multiplies. */
    private static final Pattern OF_NUMBERS =
            Pattern.compile(".*[\\p{N}\\u20E3🔟🔢💯,.'’٫٬،，+−%٪=-].*|[kmbt]|mil|mn|bn");

    private static final Pattern FORMATTING = Pattern.compile(".*[\\s@#<>`*_~|\\\\:/()\\[\\]].*");

    private CurrencySymbol() {}

    /**
     * Refuses what is no symbol.
     *
     * @throws IllegalArgumentException with a sentence for the person who set it
     */
    static void check(String symbol) {
        if (SERVER_EMOJI.matcher(symbol).matches()) {
            return;
        }
        if (SHORTCODE.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "I can’t show an emoji by its name. Pick the emoji itself, like ⚓, or one of this"
                            + " server’s own from the emoji menu.");
        }
        if (OF_NUMBERS.matcher(Letters.fold(symbol)).matches()) {
            throw new IllegalArgumentException(
                    "That symbol reads like a part of the number. Pick an emoji like ⚓, or a sign like"
                            + " € or G.");
        }
        if (UserText.length(symbol) > LONGEST
                || UserText.hasHidden(symbol)
                || FORMATTING.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "A currency’s symbol is an emoji like ⚓, or up to 16 characters like € or gold,"
                            + " without spaces, links and formatting.");
        }
    }
}
