package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.settings.SettingsKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a guild sets that belongs to no feature.
 *
 * @param prefix what commands in messages begin with; 1 to 5 characters
 * @param noticeChannel where its admins are told things; {@code null}: nowhere
 */
record GuildSettings(String prefix, @Nullable ChannelId noticeChannel) {

    private static final Pattern PREFIX = Pattern.compile("[^\\s/<@#:`\"\\w][^\\s/<@#:`\"]{0,4}");

    static final SettingsKey<GuildSettings> KEY =
            new SettingsKey<>("guild", GuildSettings.class, new GuildSettings("!", null));

    GuildSettings {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "A prefix has 1 to 5 characters, begins with a sign such as ! or ?, and has no"
                            + " spaces or any of / < @ # : ` \" in it.");
        }
    }

    GuildSettings prefix(String other) {
        return new GuildSettings(other, noticeChannel);
    }

    GuildSettings noticeChannel(@Nullable ChannelId other) {
        return new GuildSettings(prefix, other);
    }
}
