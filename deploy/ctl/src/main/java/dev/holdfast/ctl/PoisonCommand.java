package dev.holdfast.ctl;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfastctl poison}: what was set aside, and what is to become of it. */
@Command(
        name = "poison",
        mixinStandardHelpOptions = true,
        description = {
            "Effects, timers and events that failed so often that they were set aside.",
            "retry: they are tried again. drop: they are given up, and whoever waits for what comes of"
                    + " them (a refund, say) hears nothing. Each is noted in its guild's audit."
        })
final class PoisonCommand implements Callable<Integer> {

    private final Ctl ctl;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "list|retry|drop",
            defaultValue = "list",
            description = "Without it: list.")
    private Poison.Fate fate = Poison.Fate.LIST;

    @Parameters(index = "1..*", paramLabel = "<row>", description = "As list names them.")
    private List<String> rows = List.of();

    @Option(names = "--all", description = "Every row that is listed.")
    private boolean all;

    @Option(names = "--yes", description = "Do not ask whether that is meant.")
    private boolean yes;

    PoisonCommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        var doors = ctl.doors();
        if (fate == Poison.Fate.LIST) {
            return ctl.show(Poison.list(doors));
        }
        if (all != rows.isEmpty()) {
            throw Trouble.usage("Name the rows, as 'holdfastctl poison' lists them, or --all.");
        }
        var chosen =
                all
                        ? Poison.list(doors).aside().stream().map(Poison.Found::row).toList()
                        : rows.stream().map(Row::of).toList();
        var word = fate.name().toLowerCase(Locale.ROOT);
        if (!yes && !ctl.confirms("%s %d rows?".formatted(word, chosen.size()))) {
            throw Trouble.usage(
                    "Nothing was changed. Say --yes to %s %d rows.".formatted(word, chosen.size()));
        }
        var by = System.getProperty("user.name", "operator");
        return ctl.show(Poison.decide(doors, fate, chosen, by, Clock.systemUTC()));
    }
}
