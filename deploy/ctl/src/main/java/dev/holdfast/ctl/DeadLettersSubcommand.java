package dev.holdfast.ctl;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfastctl dead-letters}: lists dead letters, retries or drops them. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Effects, timers and events that failed so often that they are not tried again.",
            "retry: they are tried again. drop: they are given up, and whoever waits for what comes of"
                    + " them (a refund, say) hears nothing. Each is noted in its guild's audit."
        })
final class DeadLettersSubcommand implements Callable<Integer> {

    private final Ctl ctl;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "list|retry|drop",
            defaultValue = "list",
            description = "Without it: list.")
    private DeadLetters.Fate fate = DeadLetters.Fate.LIST;

    @Parameters(index = "1..*", paramLabel = "<row>", description = "As list names them.")
    private List<String> rows = List.of();

    @Option(names = "--all", description = "Every row that is listed.")
    private boolean all;

    @Option(names = "--yes", description = "Do not ask whether that is meant.")
    private boolean yes;

    DeadLettersSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        var doors = ctl.doors();
        if (fate == DeadLetters.Fate.LIST) {
            return ctl.show(DeadLetters.list(doors));
        }
        if (all != rows.isEmpty()) {
            throw CtlException.usage(
                    "Name the rows, as 'holdfastctl dead-letters' lists them, or --all.");
        }
        var chosen =
                all
                        ? DeadLetters.list(doors).deadLetters().stream()
                                .map(DeadLetters.Found::row)
                                .toList()
                        : rows.stream().map(DeadLetterId::of).toList();
        var word = fate.name().toLowerCase(Locale.ROOT);
        if (!yes && !ctl.confirms("%s %d rows?".formatted(word, chosen.size()))) {
            throw CtlException.usage(
                    "Nothing was changed. Say --yes to %s %d rows.".formatted(word, chosen.size()));
        }
        var by = System.getProperty("user.name", "operator");
        return ctl.show(DeadLetters.decide(doors, fate, chosen, by, Clock.systemUTC()));
    }
}
