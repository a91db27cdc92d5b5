package dev.holdfast.backup.recovery;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Drills the newest daily snapshot, once each, on one instance; also after a missed night. */
@Singleton
final class DrillJob implements Job {

    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Drills drills;

    @Inject
    DrillJob(Drills drills) {
        this.drills = drills;
    }

    @Override
    public String name() {
        return "drill";
    }

    /** Often, since a snapshot has no fixed end; there is a drill only for a new one. */
    @Override
    public Schedule schedule() {
        return new Schedule.Every(BETWEEN);
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        drills.next(progress);
    }
}
