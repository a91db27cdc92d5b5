package dev.holdfast.health.integrity;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Takes the day's sample of sizes, anew every hour. */
@Singleton
record SizeJob(Sizes sizes, UnitsOfWork units) implements Job {

    private static final String NAME = "size-samples";

    @Override
    public String name() {
        return NAME;
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
    public void run(Instant scheduledFor, Progress progress) {
        units.write(
                GuildId.DIRECT,
                OperationKey.of(NAME + ":" + scheduledFor),
                work -> {
                    sizes.sample(work);
                    return scheduledFor;
                });
    }
}
