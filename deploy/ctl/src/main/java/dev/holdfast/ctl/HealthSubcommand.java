package dev.holdfast.ctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfastctl health}: how everything is. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "How each component and each process is by health-service's word, and since when.",
            "What it could not measure is unknown, which is not well."
        })
final class HealthSubcommand implements Callable<Integer> {

    private final Ctl ctl;

    HealthSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        return ctl.show(HealthReport.ask(ctl.doors()));
    }
}
