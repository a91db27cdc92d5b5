package dev.holdfast.ctl;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** {@code holdfastctl backup}: takes a snapshot of everything now. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Take a snapshot of everything now, and wait until it was read back whole.",
            "Ctrl-C ends the waiting, not the snapshot: 'holdfastctl backups' shows what became of it."
        })
final class BackupSubcommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** How long it may wait for others, or for a process that was killed as it was asked. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(30);

    private final Ctl ctl;
    private final Clock clock;

    BackupSubcommand(Ctl ctl, Clock clock) {
        this.ctl = ctl;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        var doors = ctl.doors();
        var operation = "ctl-backup:" + clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var by = System.getProperty("user.name", "operator");
        var begun =
                doors.post(Backups.SERVICE, Backups.DOOR, Map.of("operation", operation, "by", by));
        return ctl.show(await(doors, begun.path("snapshotId").asLong()));
    }

    private Backups await(OperatorClient doors, long snapshot) throws InterruptedException {
        var never = new CountDownLatch(1);
        var asked = System.nanoTime();
        while (true) {
            var now = Backups.find(doors, snapshot);
            if (now.filter(Backups::isProven).isPresent()) {
                return new Backups(true, List.of(now.get()));
            }
            now.filter(it -> Backups.state(it).equals("FAILED"))
                    .ifPresent(it -> {
                        throw CtlException.wrong(
                                "Snapshot %d failed: %s".formatted(snapshot, Backups.failure(it)));
                    });
            if (now.isEmpty() && System.nanoTime() - asked > LONGEST_TURN.toNanos()) {
                throw CtlException.wrong(
                        "Snapshot %d has not begun within half an hour: look with 'holdfastctl backups', and ask again."
                                .formatted(snapshot));
            }
            ctl.progress(
                    "snapshot %d %s"
                            .formatted(
                                    snapshot,
                                    now.isPresent() ? "is being taken" : "waits for its turn"));
            var _ = never.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
