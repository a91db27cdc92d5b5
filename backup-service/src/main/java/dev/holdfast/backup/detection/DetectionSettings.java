package dev.holdfast.backup.detection;

import dev.holdfast.kit.settings.SettingsKey;

/**
 * What a guild wants done about damage.
 *
 * @param restoreItself whether it is restored at once, without anybody being asked
 */
record DetectionSettings(boolean restoreItself) {

    static final SettingsKey<DetectionSettings> KEY =
            new SettingsKey<>(
                    DetectionFeature.NAME, DetectionSettings.class, new DetectionSettings(false));
}
