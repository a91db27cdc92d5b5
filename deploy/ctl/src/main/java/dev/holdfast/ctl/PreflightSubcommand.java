package dev.holdfast.ctl;

import java.time.Clock;
import java.util.HashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfastctl preflight}: whether anything speaks against a change. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description = {
            "Before an update or a restart: the newest verified snapshot, migrations that wait, open"
                    + " incidents, a test alert, disks, sessions that Discord allows, settings.",
            "Each holds, does not, or could not be seen, with what to do about it."
        })
final class PreflightSubcommand implements Callable<Integer> {

    private final Ctl ctl;
    private final Clock clock;

    PreflightSubcommand(Ctl ctl, Clock clock) {
        this.ctl = ctl;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ctl.progress("looking at everything");
        return ctl.show(PreflightReport.look(ctl.doors(), clock, this::plan));
    }

    /** Of the database that is named, else of the local stack's. */
    private Provision plan() {
        var environment = new HashMap<>(ctl.environment());
        environment.putAll(new LocalStack(ctl.environment(), ctl.root()).settings());
        return Provision.step(
                Settings.of(ctl.environment(), ctl.root()), environment, ctl.root(), true);
    }
}
