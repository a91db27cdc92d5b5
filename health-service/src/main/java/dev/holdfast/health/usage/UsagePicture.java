package dev.holdfast.health.usage;

import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.picture.TimeChart;
import dev.holdfast.kit.picture.TimeChart.Point;
import dev.holdfast.kit.picture.TimeChart.Series;
import dev.holdfast.kit.picture.TimeChart.Shape;
import dev.holdfast.kit.protocol.Attachment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Draws numbers a day as bars, from what a reply says of them. */
@Singleton
final class UsagePicture implements Drawing {

    private static final String NAME = "usage-days";
    private static final int WIDTH = 900;
    private static final int HEIGHT = 400;
    private static final int COMPACT = 36;
    private static final int MOST_DAYS = 40;

    /** One color of bars: a number for each day. */
    record Bars(String name, List<Long> values) {

        Bars {
            values = List.copyOf(values);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Describes a chart.
     *
     * @param from the first day
     * @param bars of at most 40 days each
     */
    static Attachment chart(String file, String title, Instant from, List<Bars> bars) {
        return new Attachment(
                file,
                NAME,
                Map.of(
                        "title", title,
                        "from", from.toString(),
                        "names", bars.stream().map(Bars::name).collect(Collectors.joining("\n")),
                        "values",
                                bars.stream()
                                        .map(UsagePicture::text)
                                        .collect(Collectors.joining(";"))));
    }

    private static String text(Bars bars) {
        return bars.values().stream()
                .map(value -> Long.toString(value, COMPACT))
                .collect(Collectors.joining(","));
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var from = Instant.parse(text(parameters, "from"));
        var names = text(parameters, "names").split("\n", -1);
        var values = text(parameters, "values").split(";", -1);
        if (names.length != values.length) {
            throw new IllegalArgumentException("each color has a name");
        }
        var series = new ArrayList<Series>();
        for (var i = 0; i < names.length; i++) {
            series.add(new Series(names[i], points(from, values[i])));
        }
        return new TimeChart(text(parameters, "title"), Shape.BARS, series, ZoneOffset.UTC)
                .draw(WIDTH, HEIGHT)
                .png();
    }

    private static List<Point> points(Instant from, String values) {
        var numbers =
                Arrays.stream(values.split(",", -1))
                        .mapToLong(value -> Long.parseLong(value, COMPACT))
                        .toArray();
        if (numbers.length > MOST_DAYS) {
            throw new IllegalArgumentException("a chart has at most 40 days");
        }
        return LongStream.range(0, numbers.length)
                .mapToObj(day ->
                        new Point(from.plus(day, ChronoUnit.DAYS), numbers[Math.toIntExact(day)]))
                .toList();
    }

    private static String text(Map<String, String> parameters, String name) {
        var text = parameters.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
