package dev.holdfast.gateway.guild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuildSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"!", "?", "%", "$$", "~hold"})
    void takesSigns(String prefix) {
        assertEquals(prefix, new GuildSettings(prefix, null).prefix());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "/", "<@", "! ", "!23456", "\"", "`"})
    void refusesWhatPeopleTypeAnyway(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> new GuildSettings(prefix, null));
    }
}
