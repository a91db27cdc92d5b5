package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.GuildId;
import java.util.Map;

/**
 * Stored settings of a guild that this build does not accept and replaces by defaults.
 *
 * @param refused what is stored, by its name in the settings record
 */
public record SettingsFallback(GuildId guild, String feature, Map<String, String> refused) {

    public SettingsFallback {
        refused = Map.copyOf(refused);
    }
}
