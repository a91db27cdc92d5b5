package dev.holdfast.gateway.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuildSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"!", "?", "%", "$$", "~hold"})
    void takesSigns(String prefix) {
        assertEquals(prefix, with(prefix).prefix());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "/", "<@", "! ", "!23456", "\"", "`"})
    void refusesWhatPeopleTypeAnyway(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> with(prefix));
    }

    private static GuildSettings with(String prefix) {
        return new GuildSettings(prefix, null, Locale.ENGLISH, ZoneOffset.UTC);
    }
}
