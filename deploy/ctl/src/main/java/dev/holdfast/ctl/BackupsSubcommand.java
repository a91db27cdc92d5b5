package dev.holdfast.ctl;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfastctl backups}: which snapshots there are. */
@Command(
        name = "backups",
        mixinStandardHelpOptions = true,
        description = "Snapshots: what they hold, how far they were proven, where they are.")
final class BackupsSubcommand implements Callable<Integer> {

    private final Ctl ctl;

    @Option(names = "--guild", paramLabel = "<id>", description = "Only that one's.")
    private Optional<Id> guild = Optional.empty();

    BackupsSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        return ctl.show(Backups.list(ctl.doors(), guild));
    }
}
