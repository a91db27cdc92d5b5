package dev.holdfast.economy.wallet;

import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.Formatted;
import dev.holdfast.kit.settings.SettingsKey;
import dev.holdfast.kit.text.UserText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a guild calls its coins, and with how many of them everyone starts.
 *
 * @param currencyName letters, digits, spaces and hyphens
 * @param currencySymbol an emoji, a server's own one included
 * @param confirmAbove a payment of more than that asks first
 */
public record WalletSettings(
        @Between(least = "1", most = "32") String currencyName,
        @Between(least = "1", most = "64") @Formatted String currencySymbol,
        @Between(least = "0", most = "1,000,000,000") long startingBalance,
        @Between(least = "0", most = "1,000,000,000,000") long confirmAbove) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} ’'\\u200C-]+");

    /** After what its defaults are checked with. */
    public static final SettingsKey<WalletSettings> KEY =
            new SettingsKey<>(
                    "wallet",
                    WalletSettings.class,
                    new WalletSettings("anchors", "⚓", 100, 10_000));

    public WalletSettings {
        if (!NAME.matcher(currencyName).matches() || UserText.hasHidden(currencyName)) {
            throw new IllegalArgumentException(
                    "A currency’s name has only letters, digits, spaces and hyphens.");
        }
        CurrencySymbol.check(currencySymbol);
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
