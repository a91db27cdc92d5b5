package dev.holdfast.gateway.guild;

import dev.holdfast.kit.settings.SettingsKey;
import java.util.regex.Pattern;

/**
 * What a guild sets that belongs to no feature.
 *
 * @param prefix what commands in messages begin with; 1 to 5 characters
 */
record GuildSettings(String prefix) {

    private static final Pattern PREFIX = Pattern.compile("[^\\s/<@#:`\"\\w][^\\s/<@#:`\"]{0,4}");

    static final SettingsKey<GuildSettings> KEY =
            new SettingsKey<>("guild", GuildSettings.class, new GuildSettings("!"));

    GuildSettings {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "A prefix has 1 to 5 characters, begins with a sign such as ! or ?, and has no"
                            + " spaces or any of / < @ # : ` \" in it.");
        }
    }
}
