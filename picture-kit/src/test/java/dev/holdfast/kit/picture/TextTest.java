package dev.holdfast.kit.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {

    private static final TextStyle STYLE = TextStyle.plain(24);

    static Stream<String> scripts() {
        return Samples.NAMES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyCharacterOfAScriptHasAGlyph(String script) {
        var missing =
                GraphemeClusters.of(Samples.NAMES.get(script)).stream()
                        .filter(cluster -> !Fonts.bundled().has(cluster))
                        .filter(cluster -> EmojiImages.bundled().of(cluster, 24).isEmpty())
                        .collect(Collectors.joining(" "));
        assertEquals("", missing);
    }

    @Test
    void eachEmojiIsOneImage() {
        for (var emoji : Samples.EMOJI) {
            assertEquals(List.of(emoji), GraphemeClusters.of(emoji));
            assertEquals(1, EmojiImages.bundled().of(emoji, 24).size(), emoji);
        }
    }

    @Test
    void aCoupleOfTwoSkinTonesIsShownWithoutThem() {
        var couple = EmojiImages.bundled().of("👩🏻‍❤️‍👨🏿", 24);
        assertEquals(EmojiImages.bundled().of("👩‍❤️‍👨", 24), couple);
        assertEquals(1, couple.size());
    }

    @Test
    void emojiThatAreJoinedAsNobodyDoesAreShownOneByOne() {
        assertEquals(2, EmojiImages.bundled().of("🐢‍🚀", 24).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"©", "™", "7", "#", "♥", "❤︎"})
    void whatIsAnEmojiOnlyOnDemandIsText(String sign) {
        assertTrue(EmojiImages.bundled().of(sign, 24).isEmpty());
    }

    @Test
    void arabicLettersJoin() {
        var apart = Picture.width("ل" + "\u200C" + "ا", STYLE);
        assertTrue(Picture.width("لا", STYLE) < apart - 2);
    }

    @Test
    void anArabicTextIsReadFromTheRight() {
        assertFalse(new Text("سڵاو John", STYLE).fit(1_000).isLeftToRight());
        assertTrue(new Text("John سڵاو", STYLE).fit(1_000).isLeftToRight());
    }

    @Test
    void anEllipsisKeepsWithinTheWidthAndSplitsNoCluster() {
        var family = "👩‍👩‍👧‍👦";
        for (var text :
                List.of(family.repeat(9), "ẹ́".repeat(30), "محمد ".repeat(9), "桜".repeat(20))) {
            for (var width = 30; width < 200; width += 7) {
                assertTrue(new Text(text, STYLE).fit(width).width() <= width, text + width);
            }
        }
        // Three of them and the ellipsis: an image more or less is what a split would be seen by.
        var one = Picture.width(family, STYLE);
        var ellipsis = Picture.width("…", STYLE);
        var cut = new Text(family.repeat(9), STYLE).fit(3.5 * one + ellipsis);
        assertEquals(3 * one + ellipsis, cut.width(), 0.5);
    }

    @Test
    void aTextWrapsIntoAtMostSoManyLines() {
        var text = new Text("桜 안녕 ناو 👩‍👩‍👧‍👦 word ".repeat(30), STYLE);
        var lines = text.wrap(300, 4);
        assertEquals(4, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.width() <= 300));
        assertEquals(List.of(), new Text("\u200B", STYLE).wrap(300, 4));
    }

    @Test
    void whatShowsNothingOrTurnsTheDirectionIsLeftOut() {
        assertEquals(
                List.of("a", "b", " ", "c"),
                GraphemeClusters.of("\u202Ea\u2066b\u2069\n\u200Bc\uE000\uD800"));
        assertEquals(5, GraphemeClusters.of("e" + "\u0301".repeat(500)).getFirst().length());
        assertEquals(2_000, GraphemeClusters.of("x".repeat(100_000)).size());
    }

    @Test
    void manyThreadsDrawTheSame() throws Exception {
        var expected = Samples.board().png();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<byte[]> drawing = () -> Samples.board().png();
            for (var drawn : threads.invokeAll(Collections.nCopies(12, drawing))) {
                assertArrayEquals(expected, drawn.get());
            }
        }
    }
}
