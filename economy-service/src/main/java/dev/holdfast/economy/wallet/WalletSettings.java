package dev.holdfast.economy.wallet;

import dev.holdfast.kit.settings.SettingsKey;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a guild calls its coins, and with how many of them everyone starts.
 *
 * @param currencyName 1 to 32 letters, digits, spaces and hyphens
 * @param currencySymbol 1 to 64 characters: an emoji, a server's own one included
 * @param startingBalance 0 to a billion
 */
public record WalletSettings(String currencyName, String currencySymbol, long startingBalance) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ’'-]{1,32}");
    private static final Pattern SYMBOL =
            Pattern.compile(
                    "<a?:[A-Za-z0-9_]{2,32}:[0-9]{1,19}>|"
                            + "[^\\s\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069@#<>`*_~|\\\\]{1,16}");
    private static final long MOST_AT_START = 1_000_000_000;

    /** After what its defaults are checked with. */
    public static final SettingsKey<WalletSettings> KEY =
            new SettingsKey<>(
                    "wallet", WalletSettings.class, new WalletSettings("anchors", "⚓", 100));

    public WalletSettings {
        if (!NAME.matcher(currencyName).matches()) {
            throw new IllegalArgumentException(
                    "The currency’s name has 1 to 32 letters, digits, spaces and hyphens.");
        }
        if (!SYMBOL.matcher(currencySymbol).matches()) {
            throw new IllegalArgumentException(
                    "The currency’s symbol is an emoji or up to 16 characters without spaces and"
                            + " formatting.");
        }
        if (startingBalance < 0 || startingBalance > MOST_AT_START) {
            throw new IllegalArgumentException(
                    "The starting balance is between 0 and 1,000,000,000.");
        }
    }

    /** So many coins, as the number that matters of a card. */
    public String amount(long amount) {
        return String.format(Locale.ROOT, "%,d %s", amount, currencySymbol);
    }

    /** So many coins, as a sentence shows them. */
    public String coins(long amount) {
        return String.format(Locale.ENGLISH, "**%,d** %s", amount, currencySymbol);
    }
}
