package dev.holdfast.backup.statistics;

import dev.holdfast.backup.statistics.Figures.Night;
import dev.holdfast.kit.command.Drawing;
import dev.holdfast.kit.picture.TimeChart;
import dev.holdfast.kit.picture.TimeChart.Point;
import dev.holdfast.kit.picture.TimeChart.Series;
import dev.holdfast.kit.picture.TimeChart.Shape;
import dev.holdfast.kit.protocol.Attachment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws snapshots over time from what a reply says of them. */
@Singleton
final class ChartPicture implements Drawing {

    /** As many as a reply's parameters hold. */
    static final int MOST = 40;

    private static final String NAME = "backup-chart";
    private static final int WIDTH = 900;
    private static final int HEIGHT = 400;
    private static final int NUMBERS = 4;
    private static final double MEGABYTE = 1e6;
    private static final double SECOND = 1e3;
    private static final int COMPACT = 36;

    @Override
    public String name() {
        return NAME;
    }

    /** How large they are, and how much of each is new. */
    static Attachment sizes(
            String file, String title, List<String> names, ZoneId zone, Figures of) {
        return attachment(file, "sizes", title, names, zone, of.nights());
    }

    /** How long it took to restore them on trial. */
    static Attachment drills(String file, String title, String name, ZoneId zone, Figures of) {
        return attachment(file, "drills", title, List.of(name), zone, of.drilled());
    }

    private static Attachment attachment(
            String file,
            String what,
            String title,
            List<String> names,
            ZoneId zone,
            List<Night> nights) {
        var last = nights.subList(Math.max(0, nights.size() - MOST), nights.size());
        return new Attachment(
                file,
                NAME,
                Map.of(
                        "what", what,
                        "title", title,
                        "names", String.join("\n", names),
                        "zone", zone.getId(),
                        "nights",
                                last.stream()
                                        .map(ChartPicture::text)
                                        .collect(Collectors.joining(";"))));
    }

    private static String text(Night night) {
        var drill = night.drill() == null ? 0 : night.drill().toMillis();
        return Long.toString(night.at().getEpochSecond(), COMPACT)
                + ","
                + Long.toString(night.stored(), COMPACT)
                + ","
                + Long.toString(night.written(), COMPACT)
                + ","
                + Long.toString(drill, COMPACT);
    }

    private static Night night(String text) {
        var numbers =
                Arrays.stream(text.split(",", -1))
                        .mapToLong(it -> Long.parseLong(it, COMPACT))
                        .toArray();
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("not a night: " + text);
        }
        return new Night(
                Instant.ofEpochSecond(numbers[0]),
                numbers[1],
                numbers[2],
                Duration.ofMillis(numbers[3]));
    }

    @Override
    public byte[] draw(Map<String, String> parameters) {
        var nights =
                Arrays.stream(text(parameters, "nights").split(";", -1))
                        .map(ChartPicture::night)
                        .toList();
        var names = text(parameters, "names").split("\n", -1);
        var series = new ArrayList<Series>();
        if (text(parameters, "what").equals("sizes")) {
            series.add(series(names[0], nights, night -> night.stored() / MEGABYTE));
            series.add(
                    series(names[names.length - 1], nights, night -> night.written() / MEGABYTE));
        } else {
            series.add(series(names[0], nights, night -> seconds(night.drill())));
        }
        var zone = ZoneId.of(text(parameters, "zone"));
        return new TimeChart(text(parameters, "title"), Shape.BARS, series, zone)
                .draw(WIDTH, HEIGHT)
                .png();
    }

    private static double seconds(@Nullable Duration drill) {
        return drill == null ? 0 : drill.toMillis() / SECOND;
    }

    private static String text(Map<String, String> parameters, String name) {
        var text = parameters.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static Series series(String name, List<Night> nights, ToDoubleFunction<Night> value) {
        var points =
                nights.stream().map(it -> new Point(it.at(), value.applyAsDouble(it))).toList();
        return new Series(name, points);
    }
}
