package dev.holdfast.bench.picture;

import dev.holdfast.kit.picture.Picture;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How long a picture takes, drawn and written as PNG, beside an empty one of its size: what any
 * picture costs.
 */
public final class PictureBench {

    private static final int WARM_UP = 150;
    private static final int CALLS = 200;
    private static final double NANOS_A_MILLI = 1e6;
    private static final int OF_A_HUNDRED = 95;

    private final int warmUp;
    private final int calls;
    private final PrintStream out;

    PictureBench(int warmUp, int calls, PrintStream out) {
        this.warmUp = warmUp;
        this.calls = calls;
        this.out = out;
    }

    /** Takes about half a minute; one thread. */
    public static void measure(PrintStream out) {
        new PictureBench(WARM_UP, CALLS, out).run();
    }

    /** Median milliseconds of each picture. */
    Map<String, Double> run() {
        var kinds = new LinkedHashMap<String, IntFunction<Picture>>();
        kinds.put("profile", Drawn::profile);
        kinds.put("board", Drawn::board);
        kinds.put("chart", Drawn::chart);
        // Fonts and emoji are loaded by the very first one.
        kinds.forEach(
                (name, drawing) -> out.printf("%-8s first %,7.1f ms%n", name, time(drawing, 0)));
        var medians = new LinkedHashMap<String, Double>();
        kinds.forEach((name, drawing) -> medians.put(name, compare(name, drawing)));
        return medians;
    }

    private double compare(String name, IntFunction<Picture> drawing) {
        var sample = drawing.apply(0);
        IntFunction<Picture> empty = _ -> new Picture(sample.width(), sample.height());
        var ours = new double[calls];
        var floor = new double[calls];
        for (var i = -warmUp; i < calls; i++) {
            var mine = time(drawing, i + warmUp);
            var plain = time(empty, i + warmUp);
            if (i >= 0) {
                ours[i] = mine;
                floor[i] = plain;
            }
        }
        Arrays.sort(ours);
        Arrays.sort(floor);
        var median = ours[calls / 2];
        out.printf(
                "%-8s median %,6.1f ms  95 %% within %,6.1f ms  empty %,6.1f ms  %.1f times the empty one%n",
                name,
                median,
                ours[calls * OF_A_HUNDRED / 100],
                floor[calls / 2],
                median / floor[calls / 2]);
        return median;
    }

    private static double time(IntFunction<Picture> drawing, int change) {
        var start = System.nanoTime();
        if (drawing.apply(change).png().length == 0) {
            throw new IllegalStateException("An empty file was drawn.");
        }
        return (System.nanoTime() - start) / NANOS_A_MILLI;
    }
}
