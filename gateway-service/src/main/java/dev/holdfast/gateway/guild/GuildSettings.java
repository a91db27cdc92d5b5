package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.settings.SettingsKey;
import org.jspecify.annotations.Nullable;

/**
 * What a guild sets that belongs to no feature.
 *
 * @param prefix what commands in messages begin with; 1 to 5 characters
 * @param noticeChannel where its admins are told things; {@code null}: nowhere
 */
record GuildSettings(String prefix, @Nullable ChannelId noticeChannel) {

    static final SettingsKey<GuildSettings> KEY =
            new SettingsKey<>("guild", GuildSettings.class, new GuildSettings("!", null));

    GuildSettings {
        PrefixFault.of(prefix)
                .ifPresent(fault -> {
                    throw new IllegalArgumentException("Not a prefix: " + fault);
                });
    }

    GuildSettings prefix(String other) {
        return new GuildSettings(other, noticeChannel);
    }

    GuildSettings noticeChannel(@Nullable ChannelId other) {
        return new GuildSettings(prefix, other);
    }
}
