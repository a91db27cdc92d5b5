package dev.holdfast.kit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A past fault: {@code !DAİLY} and {@code !pıng} were met with silence. */
class LettersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"daily", "DAILY", "Daily", "DAİLY", "daıly", "dai\u0307ly", "DAI\u0307LY"})
    void foldsWhatEveryKeyboardWrites(String typed) {
        assertEquals("daily", Letters.fold(typed));
    }

    @Test
    void findsAPrefixWhateverItsCase() {
        assertEquals(Optional.of("!G"), Letters.beginning("!Gdaily", "!g"));
        assertEquals(Optional.of("!İ"), Letters.beginning("!İdaily", "!i"));
        assertEquals(Optional.of("❗"), Letters.beginning("❗daily", "❗\uFE0F"));
        assertEquals(Optional.of("❗\uFE0F"), Letters.beginning("❗\uFE0Fdaily", "❗\uFE0F"));
        assertEquals(Optional.empty(), Letters.beginning("?daily", "!"));
        assertEquals(Optional.empty(), Letters.beginning("", "!"));
    }
}
