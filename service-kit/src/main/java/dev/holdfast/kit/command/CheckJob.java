package dev.holdfast.kit.command;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Looks at every guild by every integrity check, once an hour where nothing else is set. */
@Singleton
record CheckJob(Checks checks, CheckSettings settings) implements Job {

    @Override
    public String name() {
        return "integrity-checks";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(settings.interval());
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        checks.runSince(scheduledFor, progress);
    }
}
