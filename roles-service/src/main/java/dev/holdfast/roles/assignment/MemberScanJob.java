package dev.holdfast.roles.assignment;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Once a minute reads some pages of each guild whose members are to be read, in turn. */
@Singleton
record MemberScanJob(MemberScan walk, WorkerConnection worker) implements Job {

    private static final String NAME = "role-walk";
    private static final Duration LONGEST = Duration.ofSeconds(50);
    private static final Duration BETWEEN_PAGES = Duration.ofMillis(200);
    private static final int MOST_GUILDS = 100;

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
        var more = true;
        var failed = new HashSet<GuildId>();
        while (more && System.nanoTime() - deadline < 0) {
            var read = new AtomicBoolean();
            for (var guild : MemberScanStore.due(worker, MOST_GUILDS)) {
                if (!failed.contains(guild)) {
                    progress.goOn();
                    failed.addAll(
                            EachGuild.go(
                                    List.of(guild),
                                    NAME,
                                    it -> read.compareAndSet(false, walk.step(it, cause))));
                    Thread.sleep(BETWEEN_PAGES);
                }
            }
            more = read.get();
        }
        EachGuild.go(List.copyOf(failed), NAME, guild -> walk.putOff(guild, cause));
    }
}
