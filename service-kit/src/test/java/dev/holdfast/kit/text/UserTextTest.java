package dev.holdfast.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A past fault: what people write turned a balance round, made a link or a ping in the bot's voice,
 * was cut inside an emoji, and passed for a reason though nobody saw it.
 */
class UserTextTest {

    private static final int SEEDS = 5;
    private static final int RUNS = 2_000;
    private static final String[] PIECES = {
        "\u202E",
        "\u202D",
        "\u2067",
        "\u2069",
        "\u200B",
        "\u200F",
        "\u200D",
        "\u0000",
        "\n",
        "\r\n",
        " ",
        "\u00A0",
        "\u2028",
        "\uD83D",
        "\uDE00",
        "😀",
        "👨‍👩‍👧",
        "שלום",
        "سڵاو",
        "abc",
        "100",
        "*",
        "_",
        "~~",
        "||",
        "`",
        "```",
        "\\",
        ">",
        "#",
        "-# ",
        "- ",
        "1. ",
        "<",
        "@everyone",
        "@here",
        "<@1>",
        "<@&1>",
        "<#1>",
        "</pay:1>",
        "<t:1:R>",
        "<:a:1>",
        ":smile:",
        "https://a.b",
        "http://a.b/c_d",
        "[a](https://b.c)",
        "discord.gg/x",
        "[",
        "]",
        "(",
        ")"
    };
    private static final Pattern ACTIVE =
            Pattern.compile("https?://|(?<!\\\\)[@<]|\\]\\(|gg/|:smile:");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200B",
                "\u3164",
                "\u2800",
                "\u00A0",
                "\u202E",
                "\u200D\uFE0F",
                "\u115F\u1160",
                "\u034F\n\t",
                "\uFFA0",
                "\uDB40\uDC41",
                "\u00AD",
                "\uD800"
            })
    void whatNobodySeesIsEmpty(String text) {
        assertTrue(UserText.isInvisible(text));
        assertEquals("", UserText.clean(text));
        assertEquals("", UserText.show(text));
    }

    @Test
    void keepsWhatPeopleSee() {
        assertEquals("for the boat", UserText.clean(" for the\n\tboat\u2028"));
        assertEquals(
                "👨‍👩‍👧 می‌خواهم 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                UserText.clean("👨‍👩‍👧 می‌خواهم 🏴󠁧󠁢󠁥󠁮󠁧󠁿"));
        assertEquals("abc", UserText.clean("a\u202Eb\u2066c\u200B\u0000"));
    }

    @Test
    void countsAndCutsByCodePoints() {
        assertEquals(200, UserText.length("😀".repeat(200)));
        assertEquals("😀😀…", UserText.shorten("😀😀😀😀", 3));
        assertEquals("😀😀😀", UserText.shorten("😀😀😀", 3));
        assertEquals("\u2068" + "😀".repeat(200) + "\u2069", UserText.show("😀".repeat(200)));
    }

    @Test
    void isolatesAndEscapes() {
        assertEquals(
                "\u2068\\[x\\]\\(https\\:\\/\\/a.b\\) \\@everyone\u2069",
                UserText.show("[x](https://a.b) @everyone"));
        assertEquals("\u2068a\u2069\n\n\u2068b\u2069", UserText.showLines("a\n\nb"));
        assertEquals("!pay ˋx", UserText.code("!pay `x", 60));
    }

    @RepeatedTest(SEEDS)
    void nothingShownIsMarkupALinkAPingOrADirection(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        for (var run = 0; run < RUNS; run++) {
            var text = text(random);
            var shown = UserText.show(text);
            if (shown.isEmpty()) {
                assertTrue(UserText.isInvisible(text), text);
                continue;
            }
            assertTrue(shown.startsWith("\u2068") && shown.endsWith("\u2069"), text);
            var inside = shown.substring(1, shown.length() - 1);
            assertFalse(
                    Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]")
                            .matcher(inside)
                            .find(),
                    text);
            assertFalse(ACTIVE.matcher(inside).find(), inside);
            assertEquals(UserText.clean(text), unescaped(inside), "shown as it was written");
        }
    }

    @RepeatedTest(SEEDS)
    void whatIsCutIsWholeCharactersWithinTheBound(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        for (var run = 0; run < RUNS; run++) {
            var text = UserText.clean(text(random));
            var most = random.nextInt(1, 20);
            var cut = UserText.shorten(text, most);
            assertTrue(UserText.length(cut) <= most, text);
            assertEquals(text.equals(cut), UserText.length(text) <= most, text);
            assertTrue(cut.codePoints().noneMatch(it -> it >= 0xD800 && it <= 0xDFFF), text);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var count = random.nextInt(1, 12); count > 0; count--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** As Discord shows it; whatever it would format stands behind a backslash. */
    private static String unescaped(String shown) {
        var text = new StringBuilder();
        for (var at = 0; at < shown.length(); at++) {
            var character = shown.charAt(at);
            if (character == '\\') {
                character = shown.charAt(++at);
            } else {
                assertTrue("*_~`|<>[]()@#:".indexOf(character) < 0, shown);
            }
            text.append(character);
        }
        return text.toString();
    }
}
