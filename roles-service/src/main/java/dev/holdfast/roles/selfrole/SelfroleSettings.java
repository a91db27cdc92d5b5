package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.SettingsKey;
import java.time.Duration;

/**
 * What a guild sets about newcomers' roles.
 *
 * @param autoroleDelay how long after joining people get theirs
 * @param stickyRoles whether people who come back get their roles back
 */
record SelfroleSettings(
        @Between(least = "0m", most = "7d") Duration autoroleDelay, boolean stickyRoles) {

    static final SettingsKey<SelfroleSettings> KEY =
            new SettingsKey<>(
                    SelfroleFeature.NAME,
                    SelfroleSettings.class,
                    new SelfroleSettings(Duration.ZERO, false));
}
