package dev.holdfast.health.usage;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.GuildsWithRows;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Every five minutes adds new minutes to their hours and days, guild by guild. */
@Singleton
record RollupJob(WorkerConnection worker, UnitsOfWork units) implements Job {

    private static final String NAME = "usage-rollup";
    private static final int PAGE = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofMinutes(5));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        var cause = OperationKey.of(NAME + ":" + scheduledFor);
        var page = RollupStore.guilds(worker, GuildsWithRows.NONE, PAGE);
        while (!page.isEmpty()) {
            page.forEach(guild -> roll(guild, cause, progress));
            page = RollupStore.guilds(worker, page.getLast().value(), PAGE);
        }
    }

    private void roll(GuildId guild, OperationKey cause, Progress progress) {
        var isMore = true;
        while (isMore) {
            progress.goOn();
            isMore = units.write(guild, cause, Rollup::roll) == Rollup.MOST;
        }
    }
}
