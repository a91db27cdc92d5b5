package dev.holdfast.bench.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bench in little, so that it does not rot: no time is looked at. */
class PictureBenchIT {

    @Test
    void drawsEachKind() {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var medians = new PictureBench(1, 3, nowhere).run();
        assertTrue(medians.size() == 3, medians.toString());
    }
}
