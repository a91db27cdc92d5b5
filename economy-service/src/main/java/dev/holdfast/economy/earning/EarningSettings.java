package dev.holdfast.economy.earning;

import dev.holdfast.kit.settings.SettingsKey;
import java.time.Duration;

/**
 * What a guild pays to those who come back, and how often.
 *
 * @param dailyPayout 1 to a billion
 * @param streakBonus what each further day in a row adds, 0 to a billion
 * @param streakCap for how many days the bonus grows, 0 to 365
 * @param dailyCooldown from one /daily to the next, 1 hour to 7 days
 * @param streakWindow from one /daily to the end of the streak; longer than the cooldown, at most
 *     30 days
 * @param workMin 1 to a billion
 * @param workMax at least {@code workMin}
 * @param workCooldown from one /work to the next, 1 minute to 7 days
 */
public record EarningSettings(
        long dailyPayout,
        long streakBonus,
        long streakCap,
        Duration dailyCooldown,
        Duration streakWindow,
        long workMin,
        long workMax,
        Duration workCooldown) {

    private static final long BILLION = 1_000_000_000;
    private static final long MOST_DAYS = 365;
    private static final Duration WEEK = Duration.ofDays(7);

    /** After what its defaults are checked with. */
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
        between("The daily payout", dailyPayout, 1, BILLION);
        between("The streak bonus", streakBonus, 0, BILLION);
        between("The streak cap", streakCap, 0, MOST_DAYS);
        between("The least that work pays", workMin, 1, BILLION);
        between("The most that work pays", workMax, 1, BILLION);
        if (workMax < workMin) {
            throw new IllegalArgumentException(
                    "The most that work pays (%d) is less than the least (%d)."
                            .formatted(workMax, workMin));
        }
        between("The daily cooldown", "1h and 7d", dailyCooldown, Duration.ofHours(1), WEEK);
        between("The work cooldown", "1m and 7d", workCooldown, Duration.ofMinutes(1), WEEK);
        if (streakWindow.compareTo(dailyCooldown) <= 0
                || streakWindow.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException(
                    "The streak window is longer than the daily cooldown and at most 30d.");
        }
    }

    /** What the daily reward of that day in a row pays beyond {@link #dailyPayout}. */
    long bonus(int streak) {
        return streakBonus * Math.min(streak - 1L, streakCap);
    }

    private static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is between %,d and %,d.".formatted(what, least, most));
        }
    }

    private static void between(
            String what, String bounds, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s is between %s.".formatted(what, bounds));
        }
    }
}
