package dev.holdfast.kit.probe;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.Formatted;
import dev.holdfast.kit.settings.SettingsKey;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A setting of each kind. */
public record ProbeSettings(
        @Between(least = "1", most = "20") String word,
        @Formatted String badge,
        @Between(least = "0", most = "1,000") long limit,
        @Between(least = "1m", most = "7d") Duration pause,
        Mood mood,
        boolean loud,
        @Nullable ChannelId port,
        @Nullable RoleId pilot,
        Locale language,
        ZoneId zone) {

    public static final SettingsKey<ProbeSettings> KEY =
            new SettingsKey<>(
                    "probe",
                    ProbeSettings.class,
                    new ProbeSettings(
                            "ahoy",
                            "⚓",
                            5,
                            Duration.ofHours(1),
                            Mood.VERY_CALM,
                            false,
                            null,
                            null,
                            Locale.ENGLISH,
                            ZoneId.of("UTC")));

    /** A choice. */
    public enum Mood {
        VERY_CALM,
        WILD
    }

    public ProbeSettings {
        if (badge.contains("*")) {
            throw new IllegalArgumentException("A badge is an emoji.");
        }
    }
}
