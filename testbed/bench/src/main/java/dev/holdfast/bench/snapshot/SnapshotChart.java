package dev.holdfast.bench.snapshot;

import dev.holdfast.bench.snapshot.SnapshotResults.Round;
import dev.holdfast.bench.snapshot.SnapshotResults.Step;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The sides beside each other: medians as bars, rounds as marks. */
final class SnapshotChart {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 560;
    private static final int LEFT = 330;
    private static final int LONGEST = 480;
    private static final int BAR = 26;
    private static final int APART = 38;
    private static final Color INK = new Color(0x1f2933);
    private static final Color OURS = new Color(0x2a9d8f);
    private static final Color THEIRS = new Color(0x7b8794);

    private final Graphics2D pen;
    private final SnapshotResults results;
    private int top = 20;

    private record Bar(String what, Color color, ToDoubleFunction<Round> of) {}

    private SnapshotChart(Graphics2D pen, SnapshotResults results) {
        this.pen = pen;
        this.results = results;
    }

    static BufferedImage of(SnapshotResults results) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        var chart = new SnapshotChart(pen, results);
        chart.group(
                "Seconds",
                List.of(
                        new Bar("snapshot, encrypted, COPIED", OURS, it -> it.snapshot().seconds()),
                        new Bar("pg_dump -Fc", THEIRS, it -> it.dump().seconds()),
                        new Bar("verified restore", OURS, it -> it.restore().seconds()),
                        new Bar("pg_restore -j2", THEIRS, it -> it.pgRestore().seconds())));
        chart.group(
                "Processor seconds, PostgreSQL's included",
                List.of(
                        new Bar("snapshot", OURS, it -> processor(it.snapshot())),
                        new Bar("pg_dump -Fc", THEIRS, it -> processor(it.dump()))));
        chart.group(
                "MB written",
                List.of(
                        new Bar("snapshot", OURS, it -> it.snapshot().bytes() / 1e6),
                        new Bar("pg_dump -Fc", THEIRS, it -> it.dump().bytes() / 1e6),
                        new Bar(
                                "snapshot after 1% more rows",
                                OURS, it -> it.again().bytes() / 1e6)));
        pen.dispose();
        return image;
    }

    private static double processor(Step step) {
        return step.programSeconds() + step.postgresSeconds();
    }

    private void group(String title, List<Bar> bars) {
        pen.setColor(INK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
        pen.drawString(title, 20, top + 16);
        top += APART;
        var most =
                bars.stream()
                        .flatMapToDouble(bar -> results.rounds().stream().mapToDouble(bar.of()))
                        .max()
                        .orElse(1);
        for (var bar : bars) {
            bar(bar, Math.max(most, 1e-6));
        }
        top += 14;
    }

    private void bar(Bar bar, double most) {
        var median = results.median(bar.of());
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        pen.setColor(INK);
        pen.drawString(bar.what(), 20, top + BAR / 2 + 5);
        pen.drawString("%.1f".formatted(median), LEFT + LONGEST + 20, top + BAR / 2 + 5);
        pen.setColor(bar.color());
        pen.fillRect(LEFT, top, (int) (median / most * LONGEST), BAR);
        pen.setColor(INK);
        for (var round : results.rounds()) {
            var at = LEFT + (int) (bar.of().applyAsDouble(round) / most * LONGEST);
            pen.drawLine(at, top + BAR / 4, at, top + BAR * 3 / 4);
        }
        top += APART;
    }
}
