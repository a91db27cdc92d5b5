package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.roles.selfrole.PostStore.Due;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Once a minute reads the reactions below menus that are to be read again, some at a time. */
@Singleton
record ReactionJob(Reconciliation reconciliation, WorkerConnection worker) implements Job {

    private static final String NAME = "menu-reactions";
    private static final Logger LOG = Logger.getLogger("holdfast.roles");
    private static final Duration LONGEST = Duration.ofSeconds(50);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int MOST = 50;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofMinutes(1));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        var cause = OperationKey.of(NAME + ":" + scheduledFor);
        var deadline = System.nanoTime() + LONGEST.toNanos();
        for (var due : PostStore.due(worker, MOST)) {
            if (System.nanoTime() - deadline >= 0) {
                return;
            }
            progress.goOn();
            read(due, cause);
            Thread.sleep(BETWEEN);
        }
    }

    /** What one guild does to it stops no other. */
    private void read(Due due, OperationKey cause) throws InterruptedException {
        try {
            reconciliation.read(due, cause);
        } catch (RuntimeException e) {
            LOG.warnf(e, "the reactions of guild %s could not be read", due.guild());
            putOff(due, cause);
        }
    }

    private void putOff(Due due, OperationKey cause) {
        try {
            reconciliation.later(due, cause, "it failed", Duration.ZERO);
        } catch (RuntimeException e) {
            LOG.warnf(e, "the reactions of guild %s stay due", due.guild());
        }
    }
}
