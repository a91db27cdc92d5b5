package dev.holdfast.economy.earning;

import dev.holdfast.kit.settings.Between;
import dev.holdfast.kit.settings.SettingsKey;
import java.time.Duration;

/**
 * What a guild pays to those who come back, and how often.
 *
 * @param streakBonus what each further day in a row adds
 * @param streakCap for how many days the bonus grows
 * @param dailyCooldown from one /daily to the next
 * @param streakWindow from one /daily to the end of the streak; longer than the cooldown
 * @param workMax at least {@code workMin}
 * @param workCooldown from one /work to the next
 */
public record EarningSettings(
        @Between(least = "1", most = "1,000,000,000") long dailyPayout,
        @Between(least = "0", most = "1,000,000,000") long streakBonus,
        @Between(least = "0", most = "365") long streakCap,
        @Between(least = "1h", most = "7d") Duration dailyCooldown,
        @Between(least = "1h", most = "30d") Duration streakWindow,
        @Between(least = "1", most = "1,000,000,000") long workMin,
        @Between(least = "1", most = "1,000,000,000") long workMax,
        @Between(least = "1m", most = "7d") Duration workCooldown) {

    public static final SettingsKey<EarningSettings> KEY =
            new SettingsKey<>(
                    "earning",
                    EarningSettings.class,
                    new EarningSettings(
                            100,
                            10,
                            10,
                            Duration.ofHours(20),
                            Duration.ofHours(48),
                            20,
                            60,
                            Duration.ofHours(1)));

    public EarningSettings {
        if (workMax < workMin) {
            throw new IllegalArgumentException(
                    "The most that work pays (%,d) is less than the least (%,d)."
                            .formatted(workMax, workMin));
        }
        if (streakWindow.compareTo(dailyCooldown) <= 0) {
            throw new IllegalArgumentException(
                    "The time to keep a streak must be longer than the time between daily rewards.");
        }
    }

    /** What the daily reward of that day in a row pays beyond {@link #dailyPayout}. */
    long bonus(int streak) {
        return streakBonus * Math.min(streak - 1L, streakCap);
    }
}
