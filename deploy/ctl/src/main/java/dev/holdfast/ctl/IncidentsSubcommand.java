package dev.holdfast.ctl;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfastctl incidents}: what went wrong. */
@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        description = {
            "What went wrong, each cause once, with what broke with it.",
            "With a number: all that happened in that one, and a draft of its post-mortem."
        })
final class IncidentsSubcommand implements Callable<Integer> {

    private static final int MOST = 500;

    private final Ctl ctl;

    @Parameters(arity = "0..1", paramLabel = "<incident>", description = "Its number.")
    private Optional<Long> incident = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "<number>",
            defaultValue = "20",
            description = "So many of the newest, 1 to 500; default 20.")
    private int limit;

    IncidentsSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw CtlException.usage("--limit is 1 to %d, not %d.".formatted(MOST, limit));
        }
        var doors = ctl.doors();
        return ctl.show(
                incident.map(id -> IncidentsReport.one(doors, id))
                        .orElseGet(() -> IncidentsReport.recent(doors, limit)));
    }
}
