package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.SettingsKey;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A prefix or symbol that was stored before it was refused keeps no command from running. */
class StoredSettingsTest {

    private static final SettingsKey<Tally> KEY =
            new SettingsKey<>("tally", Tally.class, new Tally("!", 1, 5));

    /** Settings whose values depend on each other. */
    record Tally(String sign, @Between(least = "0", most = "1,000") long least, long most) {

        Tally {
            if (sign.equals(">") || least > most) {
                throw new IllegalArgumentException("nonsense");
            }
        }
    }

    @Test
    void keepsWhatHoldsAndHasTheDefaultForTheRest() throws IOException {
        assertEquals(new Tally("!", 3, 9), read("{'sign': '>', 'least': 3, 'most': 9}"));
        assertEquals(new Tally("?", 3, 5), read("{'sign': '?', 'least': 3, 'most': 2}"));
        assertEquals(new Tally("!", 7, 9), read("{'sign': '>', 'least': 7, 'most': 9}"));
        assertEquals(new Tally("!", 1, 5), read("{'sign': '>'}"));
        assertEquals(new Tally("?", 7, 9), read("{'sign': '?', 'least': 7, 'most': 9}"));
        assertEquals(new Tally("!", 1, 5), read("{'sign': '>', 'least': 'many', 'gone': 1}"));
        assertEquals(new Tally("?", 1, 9000), read("{'sign': '?', 'least': 5000, 'most': 9000}"));
    }

    private static Tally read(String stored) throws IOException {
        var json = new ObjectMapper();
        var byFeature =
                (ObjectNode) json.readTree("{\"tally\": " + stored.replace('\'', '"') + "}");
        return new StoredSettings(json, new GuildId(1), byFeature, new SettingsFallbacks())
                .read(KEY);
    }
}
