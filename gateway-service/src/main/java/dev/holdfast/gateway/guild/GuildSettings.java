package dev.holdfast.gateway.guild;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.SettingsKey;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a guild sets that belongs to no feature.
 *
 * @param prefix what commands in messages begin with
 * @param noticeChannel where its admins are told things; {@code null}: nowhere
 * @param language of what is said to all of its people
 * @param timeZone what a time of day means there
 */
record GuildSettings(
        @Between(least = "1", most = "5") String prefix,
        @Nullable ChannelId noticeChannel,
        Locale language,
        ZoneId timeZone) {

    static final SettingsKey<GuildSettings> KEY =
            new SettingsKey<>(
                    "guild",
                    GuildSettings.class,
                    new GuildSettings("!", null, Locale.ENGLISH, ZoneId.of("UTC")));

    private static final int LONGEST_SHOWN = 20;

    GuildSettings {
        refusal(prefix)
                .ifPresent(sentence -> {
                    throw new IllegalArgumentException(sentence);
                });
    }

    /** Why a text is no prefix, in a sentence. */
    static Optional<String> refusal(String prefix) {
        return PrefixFault.of(prefix)
                .map(fault ->
                        Texts.of("guild")
                                .english(fault.key(), UserText.show(prefix, LONGEST_SHOWN)));
    }

    GuildSettings noticeChannel(@Nullable ChannelId other) {
        return new GuildSettings(prefix, other, language, timeZone);
    }
}
