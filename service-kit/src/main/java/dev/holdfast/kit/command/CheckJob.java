package dev.holdfast.kit.command;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Looks at every guild once an hour by every integrity check. */
@Singleton
record CheckJob(Checks checks) implements Job {

    @Override
    public String name() {
        return "integrity-checks";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofHours(1));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        checks.runSince(scheduledFor, progress);
    }
}
