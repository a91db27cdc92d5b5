package dev.holdfast.kit.person;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Once an hour forgets again who has rows of their own that are older than their tombstone. */
@Singleton
record TombstoneSweepJob(PersonalData people) implements Job {

    @Override
    public String name() {
        return "tombstones";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofHours(1));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    /** One that is made again begins anew: what it had forgotten is not back by then. */
    @Override
    public void run(Instant scheduledFor, Progress progress) {
        people.sweepOwnRows(progress::goOn);
    }
}
