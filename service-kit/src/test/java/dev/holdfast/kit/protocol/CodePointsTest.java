package dev.holdfast.kit.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A past fault: a text of 150 emoji inside a limit of 200 was turned away. */
class CodePointsTest {

    static Stream<Arguments> bounds() {
        return Stream.of(
                bound(6_000, OptionValue.Text::new),
                bound(2_000, Content::text),
                bound(256, Embed::titled),
                bound(4_096, text -> Embed.titled("x").description(text)),
                bound(1_024, text -> Embed.titled("x").field("x", text, true)),
                bound(45, text -> TextInput.line("id", text)),
                bound(200, text -> TextInput.line("id", "x").between(1, 200).filled(text)),
                bound(100, text -> OptionSpec.optional("x", text, OptionType.TEXT)),
                bound(80, text -> Button.of(text, "x")),
                bound(32, text -> new Effect.Rename(new UserId(1), text)),
                bound(1_500, text -> new AlertEffect.TellAdmins(text, true)),
                bound(3_996, text -> new Attachment("a.png", "chart", Map.of("text", text))));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void countsAnEmojiAsOneCharacter(int most, Consumer<String> made) {
        assertDoesNotThrow(() -> made.accept("😀".repeat(most)));
        assertThrows(IllegalArgumentException.class, () -> made.accept("😀".repeat(most + 1)));
    }

    private static Arguments bound(int most, Consumer<String> made) {
        return Arguments.of(most, made);
    }
}
