package dev.holdfast.health.usage;

import dev.holdfast.kit.protocol.CommandMention;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Usage in the words of a language. */
@Singleton
final class UsageWords {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final double STEP = 1_000;
    private static final int PERCENT = 100;

    private final Texts texts = Texts.of(UsageFeature.NAME);

    String say(Locale locale, String key, Object... arguments) {
        return texts.say(locale, key, arguments);
    }

    /** Never 100% where one failed, nor a share of hardly any. */
    String successes(Locale locale, Counts counts) {
        return counts.all() < UsageFigures.TOO_FEW
                ? say(locale, "too.few")
                : share(counts.successes(), counts.all(), RoundingMode.DOWN);
    }

    private static String share(long part, long all, RoundingMode rounding) {
        return BigDecimal.valueOf(part * PERCENT)
                        .divide(BigDecimal.valueOf(all), 1, rounding)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    /** How long half and 95 of 100 commands took at most. */
    String times(Locale locale, UsageFigures figures) {
        return figures.median().isEmpty()
                ? say(locale, "times.none")
                : say(
                        locale,
                        "times.value",
                        took(figures.median().get()),
                        took(figures.slowest().orElseThrow()));
    }

    private static String took(Duration duration) {
        var millis = Math.max(1, duration.toMillis());
        return millis < STEP ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / STEP);
    }

    /** The first commands, a line each. */
    List<String> top(Locale locale, UsageFigures figures, int most) {
        return figures.top().stream()
                .limit(most)
                .map(each ->
                        say(
                                locale,
                                "top.value",
                                CommandMention.of(each.command()),
                                each.counts().all(),
                                successes(locale, each.counts())))
                .toList();
    }

    String satisfaction(Locale locale, Satisfaction satisfaction) {
        return satisfaction.isKnown()
                ? say(
                        locale,
                        "satisfaction.value",
                        String.format(Locale.ROOT, "%.1f", satisfaction.score()),
                        satisfaction.people())
                : say(locale, "too.few");
    }

    String active(Locale locale, MemberDay day) {
        return day.isFew() ? say(locale, "few") : say(locale, "active.value", day.active());
    }

    /** How many of those that came in the 30 days before stayed as long. */
    String stayed(Locale locale, Growth.Servers servers) {
        return servers.grown() == 0
                ? say(locale, "stayed.none")
                : say(
                        locale,
                        "stayed.value",
                        share(servers.stayed(), servers.grown(), RoundingMode.DOWN),
                        servers.grown());
    }

    /** Which goals the last days met, a line each. */
    List<String> goals(Locale locale, Counts counts) {
        if (counts.all() < UsageFigures.TOO_FEW) {
            return List.of(say(locale, "too.few"));
        }
        return Stream.of(Goal.values())
                .map(goal ->
                        say(
                                locale,
                                "goal.short." + goal.word(),
                                goal.isMet(counts) ? "✓" : "✗",
                                share(goal.missed(counts), counts.all(), RoundingMode.UP)))
                .toList();
    }

    String size(long bytes) {
        var unit = 0;
        var value = (double) bytes;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
