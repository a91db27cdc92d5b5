package dev.holdfast.economy.wallet;

import dev.holdfast.kit.settings.SettingsKey;
import dev.holdfast.kit.text.UserText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a guild calls its coins, and with how many of them everyone starts.
 *
 * @param currencyName 1 to 32 letters, digits, spaces and hyphens
 * @param currencySymbol 1 to 64 characters: an emoji, a server's own one included
 * @param startingBalance 0 to a billion
 * @param confirmAbove a payment of more than that asks first, 0 to a trillion
 */
public record WalletSettings(
        String currencyName, String currencySymbol, long startingBalance, long confirmAbove) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ’'\\u200C-]{1,32}");
    private static final long MOST_AT_START = 1_000_000_000;
    private static final long MOST_UNASKED = 1_000_000_000_000L;

    /** After what its defaults are checked with. */
    public static final SettingsKey<WalletSettings> KEY =
            new SettingsKey<>(
                    "wallet",
                    WalletSettings.class,
                    new WalletSettings("anchors", "⚓", 100, 10_000));

    public WalletSettings {
        if (!NAME.matcher(currencyName).matches() || UserText.hasHidden(currencyName)) {
            throw new IllegalArgumentException(
                    "A currency’s name has 1 to 32 letters, digits, spaces and hyphens.");
        }
        CurrencySymbol.check(currencySymbol);
        if (startingBalance < 0 || startingBalance > MOST_AT_START) {
            throw new IllegalArgumentException(
                    "The starting balance is between 0 and 1,000,000,000.");
        }
        if (confirmAbove < 0 || confirmAbove > MOST_UNASKED) {
            throw new IllegalArgumentException(
                    "Payments can ask first above 0 to 1,000,000,000,000.");
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
