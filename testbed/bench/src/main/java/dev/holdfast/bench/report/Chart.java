package dev.holdfast.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Bars: how many payments a second, and where the processor time of each goes. */
final class Chart {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 700;
    private static final int LEFT = 250;
    private static final int BAR = 38;
    private static final int LONGEST = 560;
    private static final Color INK = new Color(0x1f2933);
    private static final Color FAINT = new Color(0x7b8794);

    private static final List<Part> PARTS =
            List.of(
                    new Part("PostgreSQL", new Color(0x336791)),
                    new Part("economy", new Color(0x2a9d8f)),
                    new Part("driver", new Color(0xe9c46a)));

    private record Part(String name, Color color) {}

    private final Graphics2D pen;
    private final BufferedImage image =
            new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);

    private Chart() {
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setStroke(new BasicStroke(1));
    }

    static BufferedImage of(Results results) {
        var chart = new Chart();
        chart.payments(results);
        chart.work(results);
        chart.pen.dispose();
        return chart.image;
    }

    /** The median as a bar, each round as a mark. */
    private void payments(Results results) {
        title(
                34,
                String.format(
                        Locale.ENGLISH,
                        "Payments a second, 32 in flight: %.2f × the floor",
                        results.ratio()));
        var most =
                results.pay().values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Measured::callsPerSecond)
                        .max()
                        .orElse(1);
        var top = 54;
        for (var side : Results.SIDES) {
            var rounds = results.pay().getOrDefault(side, List.of());
            var median = Measured.median(rounds).callsPerSecond();
            label(side, top);
            pen.setColor(side.startsWith("six") ? FAINT : PARTS.get(1).color());
            pen.fillRect(LEFT, top, (int) (median / most * LONGEST), BAR);
            pen.setColor(INK);
            for (var round : rounds) {
                var at = LEFT + (int) (round.callsPerSecond() / most * LONGEST);
                pen.drawLine(at, top + BAR / 4, at, top + BAR * 3 / 4);
            }
            text(String.format(Locale.ENGLISH, "%,.0f", median), LEFT + LONGEST + 20, top);
            top += BAR + 12;
        }
    }

    private void work(Results results) {
        title(
                344,
                String.format(
                        Locale.ENGLISH,
                        "Processor time of a payment: %.2f × as many for the same",
                        results.ratioOfWork()));
        var most =
                results.pay().values().stream()
                        .map(Measured::median)
                        .mapToDouble(Measured::microsACall)
                        .max()
                        .orElse(1);
        var top = 364;
        for (var side : Results.SIDES) {
            var median = Measured.median(results.pay().getOrDefault(side, List.of()));
            label(side, top);
            var from = LEFT;
            for (var part : PARTS) {
                var length = (int) (median.microsACall(part.name()) / most * LONGEST);
                pen.setColor(part.color());
                pen.fillRect(from, top, length, BAR);
                from += length;
            }
            text(
                    String.format(Locale.ENGLISH, "%,.0f µs", median.microsACall()),
                    LEFT + LONGEST + 20,
                    top);
            top += BAR + 12;
        }
        legend(top + 20);
    }

    private void legend(int top) {
        var from = LEFT;
        for (var part : PARTS) {
            pen.setColor(part.color());
            pen.fillRect(from, top, 14, 14);
            pen.setColor(FAINT);
            pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
            pen.drawString(part.name(), from + 20, top + 12);
            from += 140;
        }
    }

    private void title(int bottom, String words) {
        pen.setColor(INK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
        pen.drawString(words, 20, bottom);
    }

    private void label(String words, int top) {
        text(words, 20, top);
    }

    private void text(String words, int left, int top) {
        pen.setColor(INK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        pen.drawString(words, left, top + BAR / 2 + 5);
    }
}
