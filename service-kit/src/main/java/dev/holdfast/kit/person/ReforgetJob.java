package dev.holdfast.kit.person;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Once an hour forgets people again who have rows older than their tombstone. */
@Singleton
record ReforgetJob(PersonalData people) implements Job {

    @Override
    public String name() {
        return "tombstones";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofHours(1));
    }

    /** One that is made again begins anew: what it had forgotten is not back by then. */
    @Override
    public void run(Instant scheduledFor, Progress progress) {
        people.sweepOwnRows(progress::goOn);
    }
}
