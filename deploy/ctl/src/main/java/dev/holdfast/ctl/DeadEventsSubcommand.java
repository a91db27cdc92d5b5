package dev.holdfast.ctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code holdfastctl dead-events}: events that a service refused. */
@Command(
        name = "dead-events",
        mixinStandardHelpOptions = true,
        description = "Events that a service refused: list them, or have them told again.")
final class DeadEventsSubcommand implements Callable<Integer> {

    private final Ctl ctl;

    @Parameters(
            arity = "0..1",
            paramLabel = "list|retry",
            defaultValue = "list",
            description = "Without it: list.")
    private Fate fate = Fate.LIST;

    /** What is to become of them. */
    enum Fate {
        LIST,
        RETRY
    }

    DeadEventsSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        return ctl.show(
                switch (fate) {
                    case LIST -> DeadEvents.list(ctl.doors());
                    case RETRY -> DeadEvents.retry(ctl.doors());
                });
    }
}
