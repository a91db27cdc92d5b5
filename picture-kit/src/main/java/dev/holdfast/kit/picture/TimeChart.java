package dev.holdfast.kit.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.ClusteredXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Values over time.
 *
 * @param series 1 to 6
 * @param zone whose days the axis shows
 */
public record TimeChart(String title, Shape shape, List<Series> series, ZoneId zone) {

    private static final int MOST_SERIES = 6;
    private static final int MOST_POINTS = 2_000;
    private static final int MARGIN = 24;
    private static final int HEAD = 100;
    private static final double BAR = 0.8;
    private static final double ONE_DAY = 86_400_000.0;
    private static final TextStyle TICK = TextStyle.faint(16);

    /** How values are shown. */
    public enum Shape {
        LINES,
        BARS
    }

    /** A value at an instant. */
    public record Point(Instant at, double value) {

        public Point {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A chart's values are numbers.");
            }
        }
    }

    /**
     * One line or color of bars.
     *
     * @param points at most 2,000, in any order
     */
    public record Series(String name, List<Point> points) {

        public Series {
            points = List.copyOf(points);
            if (points.size() > MOST_POINTS) {
                throw new IllegalArgumentException("A series has at most 2,000 points.");
            }
        }
    }

    public TimeChart {
        series = List.copyOf(series);
        if (series.isEmpty() || series.size() > MOST_SERIES) {
            throw new IllegalArgumentException("A chart has 1 to 6 series.");
        }
    }

    /** Draws it on a picture of that size in pixels, of which 100 are the title's. */
    public Picture draw(int width, int height) {
        var picture = new Picture(width, height);
        picture.text(title, TextStyle.bold(28), MARGIN, 48, width - 2.0 * MARGIN);
        legend(picture);
        var plot = new XYPlot(dataset(), dates(), numbers(), renderer());
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Palette.RULE);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        var chart = new JFreeChart(null, Fonts.bundled().latin(TICK), plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.draw(
                picture.pen(),
                new Rectangle2D.Double(
                        MARGIN, HEAD, width - 2.0 * MARGIN, height - HEAD - MARGIN / 2.0));
        return picture;
    }

    private void legend(Picture picture) {
        var x = (double) MARGIN;
        for (var i = 0; i < series.size(); i++) {
            var room = picture.width() - MARGIN - x - 22;
            if (room <= 0) {
                return;
            }
            picture.panel(color(i), x, 70, 14, 14, 4);
            x += 22 + picture.text(series.get(i).name(), TextStyle.faint(18), x + 22, 83, room);
            x += 24;
        }
    }

    private static Color color(int series) {
        return Palette.SERIES.get(series);
    }

    private XYDataset dataset() {
        var dataset = new XYSeriesCollection();
        for (var i = 0; i < series.size(); i++) {
            var drawn = new XYSeries(i);
            series.get(i)
                    .points()
                    .forEach(point ->
                            drawn.addOrUpdate((double) point.at().toEpochMilli(), point.value()));
            dataset.addSeries(drawn);
        }
        return switch (shape) {
            case LINES -> dataset;
            case BARS -> new XYBarDataset(dataset, BAR * closest());
        };
    }

    /** Milliseconds between the two points of a series that are closest to each other. */
    private double closest() {
        var closest = Double.MAX_VALUE;
        for (var each : series) {
            var times =
                    each.points().stream()
                            .mapToLong(point -> point.at().toEpochMilli())
                            .sorted()
                            .distinct()
                            .toArray();
            for (var i = 1; i < times.length; i++) {
                closest = Math.min(closest, (double) (times[i] - times[i - 1]));
            }
        }
        return closest == Double.MAX_VALUE ? ONE_DAY : closest;
    }

    private XYItemRenderer renderer() {
        var renderer =
                switch (shape) {
                    case LINES -> new XYLineAndShapeRenderer(true, false);
                    case BARS -> bars();
                };
        for (var i = 0; i < series.size(); i++) {
            renderer.setSeriesPaint(i, color(i));
            renderer.setSeriesStroke(
                    i, new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        return renderer;
    }

    private static ClusteredXYBarRenderer bars() {
        var bars = new ClusteredXYBarRenderer();
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setDrawBarOutline(false);
        return bars;
    }

    private ValueAxis dates() {
        return styled(new DateAxis(null, TimeZone.getTimeZone(zone), Locale.ENGLISH));
    }

    private static ValueAxis numbers() {
        var axis = new NumberAxis();
        axis.setAutoRangeIncludesZero(true);
        axis.setNumberFormatOverride(NumberFormat.getInstance(Locale.ENGLISH));
        return styled(axis);
    }

    private static ValueAxis styled(ValueAxis axis) {
        axis.setTickLabelFont(Fonts.bundled().latin(TICK));
        axis.setTickLabelPaint(TICK.color());
        axis.setLabelFont(Fonts.bundled().latin(TICK));
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }
}
