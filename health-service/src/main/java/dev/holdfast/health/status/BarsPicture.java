package dev.holdfast.health.status;

import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.BarHeights;
import dev.holdfast.health.statuspage.DaySum;
import dev.holdfast.health.statuspage.PublicStatus;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.StatusWords;
import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.picture.Palette;
import dev.holdfast.kit.picture.Picture;
import dev.holdfast.kit.picture.TextStyle;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.awt.Color;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws a row of bars for each part of the bot, one bar a day, from what a reply says of them. */
@Singleton
final class BarsPicture implements Drawing {

    /** As many rows as a reply's parameters hold. */
    static final int MOST = 8;

    private static final String NAME = "status-bars";
    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);
    private static final String ROWS = ";";

    /** Shares as one digit each. */
    private static final int DIGITS = 36;

    private static final int WHOLE = DIGITS - 1;
    private static final int PER_DAY = 3;
    private static final int MOST_DAYS = 90;
    private static final int LONGEST_NAME = 40;

    private static final int WIDTH = 900;
    private static final int MARGIN = 45;
    private static final int HEAD = 112;
    private static final int ROW = 112;
    private static final int FOOT = 44;
    private static final int BARS = 50;
    private static final int PITCH = 9;
    private static final int BAR = 7;
    private static final int STRIPE = 6;

    private static final Color WELL = new Color(0x3BA55D);
    private static final Color STRIPES = new Color(0x7A7F87);

    @Override
    public String name() {
        return NAME;
    }

    static Attachment attachment(
            String file,
            Invocation invocation,
            PublicStatus status,
            List<Line> lines,
            StatusWords words) {
        var locale = Locale.forLanguageTag(invocation.locale());
        return new Attachment(
                file,
                NAME,
                Map.of(
                        "title", TEXTS.say(invocation, "picture.title"),
                        "from", TEXTS.say(invocation, "picture.from"),
                        "to", TEXTS.say(invocation, "picture.to"),
                        "legend", legend(invocation),
                        "names", joined(lines, line -> name(words, locale, line)),
                        "words", joined(lines, line -> words.verdict(locale, line.verdict())),
                        "verdicts", joined(lines, line -> line.verdict().name()),
                        "days",
                                lines.stream()
                                        .map(line -> days(line.days(), status.at()))
                                        .collect(Collectors.joining(ROWS))));
    }

    private static String legend(Invocation invocation) {
        return List.of(Verdict.values()).stream()
                .map(verdict ->
                        TEXTS.say(invocation, "legend." + verdict.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("\n"));
    }

    private static String name(StatusWords words, Locale locale, Line line) {
        return UserText.shorten(words.name(locale, line.component()), LONGEST_NAME);
    }

    private static String joined(List<Line> lines, Function<Line, String> what) {
        return lines.stream().map(what).collect(Collectors.joining("\n"));
    }

    private static String days(List<DaySum> days, Instant now) {
        return days.stream()
                .skip(Math.max(0, days.size() - MOST_DAYS))
                .map(day ->
                        digit(day.share(Verdict.DOWN, now))
                                + digit(day.share(Verdict.DEGRADED, now))
                                + digit(unknown(day, now)))
                .collect(Collectors.joining());
    }

    /** Less than a restart takes is no pixel. */
    private static double unknown(DaySum day, Instant now) {
        var share = day.share(Verdict.UNKNOWN, now);
        return share > BarHeights.RESTART ? share : 0;
    }

    /** Rounded up: what is little is seen too. */
    private static String digit(double share) {
        return Integer.toString((int) Math.min(WHOLE, Math.ceil(share * WHOLE)), DIGITS);
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var names = text(parameters, "names").split("\n", -1);
        var words = text(parameters, "words").split("\n", -1);
        var verdicts = text(parameters, "verdicts").split("\n", -1);
        var rows = text(parameters, "days").split(ROWS, -1);
        if (rows.length > MOST
                || names.length != rows.length
                || words.length != rows.length
                || verdicts.length != rows.length) {
            throw new IllegalArgumentException("not the rows of a status");
        }
        var picture = new Picture(WIDTH, HEAD + rows.length * ROW + FOOT);
        picture.text(
                text(parameters, "title"), TextStyle.bold(32), MARGIN, 50, WIDTH - 2.0 * MARGIN);
        legend(text(parameters, "legend").split("\n", -1), picture);
        for (var i = 0; i < rows.length; i++) {
            var top = HEAD + i * ROW;
            var verdict = Verdict.valueOf(verdicts[i]);
            var right = WIDTH - MARGIN;
            var taken =
                    picture.textBefore(
                            words[i], TextStyle.plain(26).in(ink(verdict)), right, top + 32, 380);
            picture.text(
                    names[i],
                    TextStyle.bold(28),
                    MARGIN,
                    top + 32,
                    WIDTH - 2.0 * MARGIN - taken - 24);
            bars(rows[i], top + 46, picture);
        }
        var foot = HEAD + rows.length * ROW + 12;
        picture.text(text(parameters, "from"), TextStyle.faint(22), MARGIN, foot, 300);
        picture.textBefore(text(parameters, "to"), TextStyle.faint(22), WIDTH - MARGIN, foot, 300);
        return picture.png();
    }

    private static void legend(String[] legend, Picture picture) {
        var x = (double) MARGIN;
        var verdicts = Verdict.values();
        for (var i = 0; i < verdicts.length && i < legend.length; i++) {
            part(verdicts[i], x, 74, 18, 18, picture);
            x += 28 + picture.text(legend[i], TextStyle.faint(22), x + 28, 91, 300) + 26;
        }
    }

    private static void bars(String days, int top, Picture picture) {
        if (days.length() % PER_DAY != 0 || days.length() > MOST_DAYS * PER_DAY) {
            throw new IllegalArgumentException("not the days of a status");
        }
        for (var i = 0; i < days.length() / PER_DAY; i++) {
            var heights =
                    BarHeights.of(
                            share(days, i * PER_DAY),
                            share(days, i * PER_DAY + 1),
                            share(days, i * PER_DAY + 2));
            var below = 0.0;
            for (var part : heights.parts()) {
                var bottom = top + BARS - (int) Math.round(below * BARS);
                below += part.height();
                var upper = top + BARS - (int) Math.round(below * BARS);
                part(part.verdict(), MARGIN + i * PITCH, upper, BAR, bottom - upper, picture);
            }
        }
    }

    private static double share(String days, int at) {
        var digit = Character.digit(days.charAt(at), DIGITS);
        if (digit < 0) {
            throw new IllegalArgumentException("not a share: " + days.charAt(at));
        }
        return (double) digit / WHOLE;
    }

    private static void part(
            Verdict verdict, double x, double top, double width, double height, Picture picture) {
        switch (verdict) {
            case WELL -> picture.panel(WELL, x, top, width, height, 0);
            case DEGRADED ->
                    picture.panel(Palette.accent(Card.Kind.WAIT), x, top, width, height, 0);
            case DOWN -> picture.panel(Palette.accent(Card.Kind.LOSS), x, top, width, height, 0);
            case UNKNOWN -> stripes(x, top, width, height, picture);
        }
    }

    /** Stripes: nobody takes it for one of the others, whatever colors they see. */
    private static void stripes(
            double x, double top, double width, double height, Picture picture) {
        picture.panel(Palette.PANEL, x, top, width, height, 0);
        for (var y = top; y + 2 <= top + height; y += STRIPE) {
            picture.panel(STRIPES, x, y, width, 2, 0);
        }
    }

    private static Color ink(Verdict verdict) {
        return switch (verdict) {
            case WELL -> new Color(0x57D98A);
            case DEGRADED -> Palette.accent(Card.Kind.WAIT);
            case DOWN -> new Color(0xFF7A7D);
            case UNKNOWN -> Palette.FAINT;
        };
    }

    private static String text(Map<String, String> parameters, String name) {
        var text = parameters.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
