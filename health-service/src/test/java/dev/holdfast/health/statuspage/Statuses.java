package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses at a fixed instant, for tests that show them. */
public final class Statuses {

    public static final Instant NOW = Instant.parse("2026-12-01T14:30:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    public static final Component ECONOMY = new Component(Kind.SERVICE, "economy");
    public static final Component ROLES = new Component(Kind.SERVICE, "roles");
    public static final Component DISCORD = new Component(Kind.DISCORD, "main");
    public static final Component POSTGRES = new Component(Kind.POSTGRES, "main");
    public static final Component REDIS = new Component(Kind.REDIS, "main");

    private static final Instant WEEKS_AGO = Instant.parse("2026-10-20T08:00:00Z");
    private static final Duration TODAY_SO_FAR = Duration.ofMinutes(14 * 60 + 30);

    private Statuses() {}

    /** Ninety days that were well throughout. */
    public static List<DaySum> well() {
        return days(Duration.ZERO, Duration.ZERO);
    }

    /** The same, but the first day of watching was 20 days ago. */
    public static List<DaySum> young() {
        var days = new ArrayList<>(well());
        for (var i = 0; i < 70; i++) {
            days.set(i, DaySum.none(days.get(i).day()));
        }
        return days;
    }

    /** Bad days: a short outage, a long one, a slow one, one half of which nobody looked. */
    public static List<DaySum> eventful() {
        var days = new ArrayList<>(well());
        set(days, 12, 0, 0, 5);
        set(days, 40, 0, 300, 0);
        set(days, 41, 0, 90, 780);
        set(days, 66, 720, 0, 0);
        set(days, 67, 1_440, 0, 0);
        days.set(80, DaySum.none(days.get(80).day()));
        return days;
    }

    private static void set(
            List<DaySum> days, int at, int unknownMinutes, int slowMinutes, int downMinutes) {
        var bad = unknownMinutes + slowMinutes + downMinutes;
        days.set(
                at,
                new DaySum(
                        days.get(at).day(),
                        Duration.ofMinutes(1_440 - bad),
                        Duration.ofMinutes(slowMinutes),
                        Duration.ofMinutes(downMinutes)));
    }

    private static List<DaySum> days(Duration degradedToday, Duration downToday) {
        var days = new ArrayList<DaySum>();
        for (var ago = 89; ago > 0; ago--) {
            var day = TODAY.minusDays(ago);
            days.add(new DaySum(day, Duration.ofDays(1), Duration.ZERO, Duration.ZERO));
        }
        var wellToday = TODAY_SO_FAR.minus(degradedToday).minus(downToday);
        days.add(new DaySum(TODAY, wellToday, degradedToday, downToday));
        return days;
    }

    public static PublicStatus allWell() {
        return of(Sight.CLEAR, NOW.minusSeconds(9), lines(Verdict.WELL, well()), List.of());
    }

    public static PublicStatus oneSlow() {
        return of(
                Sight.CLEAR,
                NOW.minusSeconds(9),
                lines(Verdict.DEGRADED, days(Duration.ofMinutes(50), Duration.ZERO)),
                List.of(past()));
    }

    /** The database is down and takes a service with it; much has happened before. */
    public static PublicStatus oneDown() {
        var began = NOW.minus(Duration.ofMinutes(28));
        var lines = new ArrayList<Line>();
        lines.add(new Line(DISCORD, Verdict.WELL, WEEKS_AGO, well()));
        lines.add(new Line(ECONOMY, Verdict.DOWN, began, eventful()));
        lines.add(new Line(ROLES, Verdict.DEGRADED, began, well()));
        lines.add(
                new Line(
                        POSTGRES,
                        Verdict.DOWN,
                        began,
                        days(Duration.ZERO, Duration.ofMinutes(28))));
        lines.add(new Line(REDIS, Verdict.UNKNOWN, NOW.minusSeconds(90), young()));
        var open =
                new PublicIncident(
                        POSTGRES,
                        Verdict.DOWN,
                        began,
                        began.plusSeconds(240),
                        null,
                        List.of(ECONOMY, ROLES));
        return of(Sight.CLEAR, NOW.minusSeconds(9), lines, List.of(open, past()));
    }

    /** Whoever looked stopped at 14:02. */
    public static PublicStatus stale() {
        var measured = Instant.parse("2026-12-01T14:02:11Z");
        var lines =
                lines(Verdict.WELL, well()).stream()
                        .map(line ->
                                new Line(line.component(), Verdict.UNKNOWN, measured, line.days()))
                        .toList();
        return of(Sight.STALE, measured, lines, List.of());
    }

    /** Just started, without PostgreSQL. */
    public static PublicStatus never() {
        var none = TODAY.minusDays(89).datesUntil(TODAY.plusDays(1)).map(DaySum::none).toList();
        return new PublicStatus(
                NOW,
                null,
                Sight.NEVER,
                false,
                StatusPage.lines(List.of(), Sight.NEVER, null, _ -> none),
                List.of());
    }

    /** A service that is called as nobody should be. */
    public static PublicStatus hostile() {
        var odd = new Component(Kind.SERVICE, "<script>alert('1')</script>\u202E&\"@everyone");
        var lines = List.of(new Line(odd, Verdict.DOWN, NOW.minusSeconds(60), well()));
        var incident =
                new PublicIncident(
                        odd, Verdict.DOWN, NOW.minusSeconds(60), null, null, List.of(odd));
        return of(Sight.CLEAR, NOW.minusSeconds(9), lines, List.of(incident));
    }

    private static List<Line> lines(Verdict economy, List<DaySum> days) {
        var since = economy == Verdict.WELL ? WEEKS_AGO : NOW.minus(Duration.ofMinutes(50));
        return List.of(
                new Line(DISCORD, Verdict.WELL, WEEKS_AGO, well()),
                new Line(ECONOMY, economy, since, days),
                new Line(ROLES, Verdict.WELL, WEEKS_AGO, well()),
                new Line(POSTGRES, Verdict.WELL, WEEKS_AGO, well()),
                new Line(REDIS, Verdict.WELL, WEEKS_AGO, young()));
    }

    private static PublicIncident past() {
        var began = Instant.parse("2026-11-04T22:10:00Z");
        return new PublicIncident(
                ECONOMY, Verdict.DOWN, began, null, began.plus(Duration.ofMinutes(125)), List.of());
    }

    private static PublicStatus of(
            Sight sight,
            @Nullable Instant measuredAt,
            List<Line> lines,
            List<PublicIncident> incidents) {
        return new PublicStatus(NOW, measuredAt, sight, true, lines, incidents);
    }
}
