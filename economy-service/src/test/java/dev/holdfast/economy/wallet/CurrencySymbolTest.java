package dev.holdfast.economy.wallet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A past fault: symbols that read as digits or links were accepted. */
class CurrencySymbolTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⚓",
                "🪙",
                "❤️",
                "👨‍👩‍👧",
                "€",
                "$",
                "₿",
                "G",
                "gold",
                "ليرة",
                "دینار",
                "<:coin:123456789012345678>",
                "<a:spin:123456789012345678>"
            })
    void accepts(String symbol) {
        assertDoesNotThrow(() -> new WalletSettings("coins", symbol, 1, 10_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000", ",000", "5", "٠", "５", "①", "1️⃣", "#️⃣", "🔟", "💯", ",", ".", "'", "%",
                "-", "k", "M", "b", "x2", "½"
            })
    void refusesWhatReadsLikeANumber(String symbol) {
        assertTrue(refusal(symbol).startsWith("That symbol reads like"), refusal(symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {":x:", ":hype:", ":coin_1:"})
    void saysHowToGiveAnEmoji(String symbol) {
        assertTrue(refusal(symbol).contains("Pick the emoji itself"), refusal(symbol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](http://ab)",
                "http://ab",
                "a b",
                "",
                "\u200B",
                "\u3164",
                "\u202E$",
                "$\u200B",
                "**",
                "@here",
                "<@>",
                "`",
                "ggggggggggggggggg"
            })
    void refusesLinksFormattingAndWhatNobodySees(String symbol) {
        assertTrue(refusal(symbol).startsWith("A currency’s symbol is"), refusal(symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3164", " ", "\u200B", "a\u202Eb", "\u115F\u1160", "x\u3164"})
    void aNameCanBeSeen(String name) {
        assertThrows(
                IllegalArgumentException.class, () -> new WalletSettings(name, "⚓", 1, 10_000));
    }

    private static String refusal(String symbol) {
        return String.valueOf(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new WalletSettings("coins", symbol, 1, 10_000))
                        .getMessage());
    }
}
