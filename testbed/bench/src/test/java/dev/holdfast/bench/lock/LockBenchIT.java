package dev.holdfast.bench.lock;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bench in little, so that it does not rot: that locks exclude is looked at, no time is. */
class LockBenchIT {

    @Test
    void bothLockAndNeitherLetsTwoIn() throws Exception {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var ratios = new LockBench(100, 1, Duration.ofMillis(200), nowhere).run();
        assertTrue(ratios.manyKeys() > 0 && ratios.oneKey() > 0, ratios.toString());
    }
}
