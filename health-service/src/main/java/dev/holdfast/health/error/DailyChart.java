package dev.holdfast.health.error;

import dev.holdfast.health.error.ErrorCountStore.DayCount;
import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.picture.TimeChart;
import dev.holdfast.kit.picture.TimeChart.Point;
import dev.holdfast.kit.picture.TimeChart.Series;
import dev.holdfast.kit.picture.TimeChart.Shape;
import dev.holdfast.kit.protocol.Attachment;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws how often an error happened on each day. */
@Singleton
final class DailyChart implements Drawing {

    private static final String NAME = "error-days";
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int MOST_DAYS = 100;

    @Override
    public String name() {
        return NAME;
    }

    /**
     * What it is drawn from.
     *
     * @param bar what one bar is
     * @param days one behind the other, the oldest first
     */
    static Attachment of(String file, String title, String bar, List<DayCount> days) {
        return new Attachment(
                file,
                NAME,
                Map.of(
                        "title",
                        title,
                        "bar",
                        bar,
                        "first",
                        days.getFirst().day().toString(),
                        "counts",
                        days.stream()
                                .map(day -> Long.toString(day.count()))
                                .collect(Collectors.joining(","))));
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var counts = text(parameters, "counts").split(",", MOST_DAYS);
        var first = day(text(parameters, "first"));
        var points = new ArrayList<Point>();
        for (var day = 0; day < counts.length; day++) {
            // The axis has a day's name at its beginning.
            var at = first.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
            points.add(new Point(at, Long.parseLong(counts[day])));
        }
        var series = List.of(new Series(text(parameters, "bar"), points));
        return new TimeChart(text(parameters, "title"), Shape.BARS, series, ZoneOffset.UTC)
                .draw(WIDTH, HEIGHT)
                .png();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(Map<String, String> parameters, String name) {
        var text = parameters.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
