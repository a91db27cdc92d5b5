package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The status in words that a member understands. Names are cleaned and not escaped: whoever shows
 * them does that. Thread-safe.
 */
@Singleton
public final class StatusWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final double ALL = 0.999_95;
    private static final double HUNDREDTHS = 10_000;
    private static final double PERCENT = 100;
    private static final int LONGEST_NAME = 40;

    private final Texts texts = Texts.of(StatusPageFeature.NAME);

    /** A sentence of the page. */
    public String say(Locale locale, String key, Object... arguments) {
        return texts.say(locale, key, arguments);
    }

    String english(String key, Object... arguments) {
        return texts.english(key, arguments);
    }

    /** Such as "Coins and shop" for {@code service:economy}. */
    public String name(Locale locale, Component component) {
        if (component.kind() != Kind.SERVICE) {
            return say(locale, "component." + key(component.kind()));
        }
        var key = "service." + component.name();
        return component.name().matches("[a-z]+") && texts.has(key)
                ? say(locale, key)
                : say(
                        locale,
                        "component.service",
                        UserText.shorten(UserText.clean(component.name()), LONGEST_NAME));
    }

    String group(Kind kind) {
        return english("group." + key(kind));
    }

    /** Such as "works". */
    public String verdict(Locale locale, Verdict verdict) {
        return say(locale, "verdict." + key(verdict));
    }

    /** Such as "Everything works". */
    public String headline(Locale locale, PublicStatus status) {
        return say(locale, "headline." + key(status.overall()));
    }

    /** What more there is to say beside the headline; empty where that says all. */
    public String about(Locale locale, PublicStatus status) {
        return switch (status.sight()) {
            case NEVER -> say(locale, "sight.never");
            case CUT_OFF -> say(locale, "sight.cut-off");
            case STALE, CLEAR ->
                    status.sight() == Sight.CLEAR
                                    && status.overall() != Verdict.UNKNOWN
                                    && status.has(Verdict.UNKNOWN)
                            ? say(locale, "sight.partly")
                            : "";
        };
    }

    /** Such as "14:02 UTC", with the day where it is not today's. */
    static String time(Instant moment, Instant now) {
        return day(moment).equals(day(now)) ? TIME.format(moment) : MOMENT.format(moment);
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Such as "2 h 5 min"; of two units at most. */
    public String length(Locale locale, Duration length) {
        if (length.toMinutes() < 1) {
            return say(locale, "length.moment");
        }
        if (length.toHours() < 1) {
            return say(locale, "length.minutes", length.toMinutes());
        }
        return length.toDays() < 1
                ? say(locale, "length.hours", length.toHours(), length.toMinutesPart())
                : say(locale, "length.days", length.toDays(), length.toHoursPart());
    }

    /**
     * How much of the time in which somebody looked it was well, and how much of it nobody did;
     * never rounded up to a whole.
     */
    public String sum(Locale locale, Line line, Instant now) {
        var well = total(line.days(), Verdict.WELL, now);
        var unknown = total(line.days(), Verdict.UNKNOWN, now);
        var measured =
                well
                        + total(line.days(), Verdict.DEGRADED, now)
                        + total(line.days(), Verdict.DOWN, now);
        if (measured == 0) {
            return say(locale, "sum.none");
        }
        var words = say(locale, "sum.well", percent((double) well / measured));
        var seen = (double) measured / (measured + unknown);
        return seen > ALL ? words : say(locale, "sum.seen", words, percent(seen));
    }

    /**
     * The bars in a sentence, for who does not see them: "90 days: 87 well, 2 with trouble, 1 not
     * watched."
     */
    public String bars(Locale locale, Line line, Instant now) {
        var trouble = line.days().stream().filter(StatusWords::hasTrouble).count();
        var unwatched = line.days().stream().filter(day -> day.measured().isZero()).count();
        var well = line.days().size() - trouble - unwatched;
        return say(locale, "bars", line.days().size(), well, trouble, unwatched);
    }

    static boolean hasTrouble(DaySum day) {
        return !day.down().isZero() || !day.degraded().isZero();
    }

    private static long total(List<DaySum> days, Verdict verdict, Instant now) {
        return days.stream().mapToLong(day -> day.time(verdict, now).toMillis()).sum();
    }

    /** With two digits, rounded down: 100 is said of a whole only. */
    private static String percent(double part) {
        var hundredths = Math.floor(part * HUNDREDTHS) / PERCENT;
        return hundredths == PERCENT ? "100" : String.format(Locale.ROOT, "%.2f", hundredths);
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
