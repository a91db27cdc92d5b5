package dev.holdfast.gateway.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A past fault: quotes, list items and every sentence ran commands after some prefixes. */
class PrefixFaultTest {

    private static final List<String> MARKUP =
            List.of(">", "-", "*", "#", "_", "~~", "|", "`", "<", "@", ":", "\\");
    private static final List<String> PIECES =
            List.of(
                    "!", "?", "$", ".", "~", "~~", "&", "🪙", ">", "-", "*", "#", "_", "|", "`",
                    "<", "@", ":", "\\", "a", "İ", "7", "٣", " ", "\u00A0", "\u200B", "\u3164",
                    "\u2800", "\u202E", "\u2067");

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
        assertTrue(GuildSettings.refusal(prefix).isPresent());
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

    /** Acceptance 7: whatever is taken for a prefix is seen, and begins nothing of Discord's. */
    @RepeatedTest(5)
    void noPrefixBeginsMarkupOrWordsOrHidesSomething(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        var taken = 0;
        for (var run = 0; run < 2_000; run++) {
            var prefix =
                    random.ints(random.nextInt(1, 5), 0, PIECES.size())
                            .mapToObj(PIECES::get)
                            .collect(Collectors.joining());
            if (PrefixFault.of(prefix).isPresent()) {
                continue;
            }
            taken++;
            var first = prefix.codePointAt(0);
            assertTrue(MARKUP.stream().noneMatch(prefix::startsWith), prefix);
            assertFalse(Character.isLetterOrDigit(first), prefix);
            assertFalse(UserText.hasHidden(prefix), prefix);
            assertTrue(UserText.length(prefix) <= 5, prefix);
        }
        assertTrue(taken > 50, "only " + taken + " were taken");
    }
}
