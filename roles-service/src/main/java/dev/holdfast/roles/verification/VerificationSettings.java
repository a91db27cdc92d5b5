package dev.holdfast.roles.verification;

import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.SettingsKey;
import java.time.Duration;

/**
 * What a guild asks of those who want to be verified.
 *
 * @param accountAge how old an account has to be; zero: any age
 * @param tries how many wrong answers are taken before a pause
 * @param triesPause how long somebody then waits
 * @param denialPause how long somebody waits who was turned down by a moderator
 * @param stayVerified how long somebody may be away and still be verified when they return
 * @param raidGate whether the gate closes by itself
 * @param raidJoins it closes when more than so many join within a minute
 * @param raidQuiet it opens after so long without that
 */
record VerificationSettings(
        @Between(least = "0m", most = "365d") Duration accountAge,
        @Between(least = "1", most = "10") long tries,
        @Between(least = "1m", most = "7d") Duration triesPause,
        @Between(least = "1m", most = "30d") Duration denialPause,
        @Between(least = "0m", most = "365d") Duration stayVerified,
        boolean raidGate,
        @Between(least = "3", most = "1,000") long raidJoins,
        @Between(least = "1m", most = "1d") Duration raidQuiet) {

    static final SettingsKey<VerificationSettings> KEY =
            new SettingsKey<>(
                    VerificationFeature.NAME,
                    VerificationSettings.class,
                    new VerificationSettings(
                            Duration.ZERO,
                            3,
                            Duration.ofMinutes(15),
                            Duration.ofDays(1),
                            Duration.ofDays(30),
                            true,
                            20,
                            Duration.ofMinutes(10)));
}
