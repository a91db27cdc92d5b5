package dev.holdfast.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.bench.machine.Stage;
import dev.holdfast.bench.report.Report;
import dev.holdfast.bench.report.Results;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench in little, so that it does not rot; no time is asserted. */
class PayBenchIT {

    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    /** {@link PayBench} itself compares both ledgers with what its callers were told. */
    @Test
    void bothSidesPayAndTheBooksAgree(@TempDir Path scratch) throws Exception {
        var root = Path.of(System.getProperty("holdfast.root"));
        var plan = Plan.smoke();
        try (var stage = new Stage(root, scratch)) {
            var economy = stage.economy(plan.poolSize());
            var outcome = new PayBench(plan, NOWHERE, Clock.systemUTC()).run(stage, economy);
            assertEquals(
                    Set.of(
                            Results.FLOOR,
                            Results.REST,
                            Results.APART,
                            Results.HOT_FLOOR,
                            Results.HOT),
                    outcome.rounds().keySet());
            assertTrue(outcome.rounds().get(Results.REST).getFirst().calls() > 0);
            var results =
                    new Results("here", "now", "", outcome.proof(), outcome.rounds(), List.of());
            Report.write(results, scratch.resolve("results"));
        }
        assertTrue(Files.readString(scratch.resolve("results/results.md")).contains("× the floor"));
        var picture = ImageIO.read(scratch.resolve("results/pay.png").toFile());
        assertEquals(960, picture.getWidth());
    }
}
