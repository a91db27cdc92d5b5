package dev.holdfast.toy.kudos;

import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.SettingsKey;

/**
 * What a guild sets about kudos.
 *
 * @param worth how many kudos one thanks is
 */
record KudosSettings(@Between(least = "1", most = "10") long worth) {

    static final SettingsKey<KudosSettings> KEY =
            new SettingsKey<>(KudosFeature.NAME, KudosSettings.class, new KudosSettings(1));
}
