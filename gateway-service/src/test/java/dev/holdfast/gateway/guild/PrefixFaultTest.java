package dev.holdfast.gateway.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 10, fault 17: quotes, list items and every sentence ran commands after some prefixes. */
class PrefixFaultTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!",
                "?",
                "!!",
                "!g",
                "$",
                "%",
                ".",
                "~",
                "+",
                "🪙",
                "❗️",
                "👨‍👩‍👧",
                "¿",
                "&"
            })
    void acceptsSigns(String prefix) {
        assertEquals(Optional.empty(), PrefixFault.of(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {">", ">>>", "-", "-#", "*", "**", "~~", "_", "__", "|", "||", "\\"})
    void refusesWhatBeginsMarkup(String prefix) {
        var fault = prefix.contains("#") ? PrefixFault.SIGN : PrefixFault.MARKUP;
        assertEquals(Optional.of(fault), PrefixFault.of(prefix));
        assertThrows(IllegalArgumentException.class, () -> new GuildSettings(prefix, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200B",
                "\u00A0",
                "\u3164",
                "\u202E",
                "\u2800",
                "!\u200B",
                "!\u202E",
                "\u200D\uFE0F"
            })
    void refusesWhatNobodySees(String prefix) {
        assertEquals(Optional.of(PrefixFault.INVISIBLE), PrefixFault.of(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.", "1", "a", "é", "٣", "go!", "ﷺ"})
    void refusesWhatBeginsWordsAndNumbers(String prefix) {
        assertEquals(Optional.of(PrefixFault.LETTER), PrefixFault.of(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "`", "/", "<@1>", "@", "! ", "!\u00A0x", ":x:", "!\""})
    void refusesSignsThatMentionsAndCodeNeed(String prefix) {
        assertEquals(Optional.of(PrefixFault.SIGN), PrefixFault.of(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!!!!", "😀😀😀😀😀😀"})
    void refusesWhatIsLong(String prefix) {
        assertEquals(Optional.of(PrefixFault.LENGTH), PrefixFault.of(prefix));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhy(PrefixFault fault) {
        assertEquals(
                true,
                dev.holdfast.kit.text.Texts.of("guild").english(fault.key(), "x").endsWith("."));
    }
}
