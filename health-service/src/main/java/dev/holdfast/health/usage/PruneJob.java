package dev.holdfast.health.usage;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * Once an hour deletes minutes after two days, hours after 35, days and feedback after two years;
 * of a sketch, after a week, only its number stays.
 */
@Singleton
record PruneJob(WorkerConnection worker) implements Job {

    static final Duration MINUTES = Duration.ofDays(2);
    static final Duration HOURS = Duration.ofDays(35);
    static final Duration DAYS = Duration.ofDays(731);

    /** Longer than a summary may be under way. */
    static final Duration SKETCHES = Duration.ofDays(8);

    private static final int MOST = 5_000;

    @Override
    public String name() {
        return "usage-pruning";
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
        all(progress, () -> minutes(scheduledFor.minus(MINUTES)));
        all(progress, () -> periods(Period.Span.HOUR, scheduledFor.minus(HOURS)));
        all(progress, () -> periods(Period.Span.DAY, scheduledFor.minus(DAYS)));
        all(progress, () -> members(scheduledFor.minus(DAYS)));
        all(progress, () -> sketches(scheduledFor.minus(SKETCHES)));
        worker.commit(handle -> UsagePruneStore.feedback(handle, scheduledFor.minus(DAYS)));
    }

    private int minutes(Instant before) {
        return worker.commit(handle -> UsagePruneStore.minutes(handle, before, MOST));
    }

    private int periods(Period.Span span, Instant before) {
        return worker.commit(handle -> UsagePruneStore.periods(handle, span, before, MOST));
    }

    private int members(Instant before) {
        return worker.commit(handle -> UsagePruneStore.members(handle, before, MOST));
    }

    private int sketches(Instant before) {
        return worker.commit(handle -> {
            var sketches = UsagePruneStore.sketches(handle, before, MOST);
            sketches.forEach(each -> UsagePruneStore.settle(handle, each));
            return sketches.size();
        });
    }

    /** Some rows in a transaction, until none is left. */
    private static void all(Progress progress, IntSupplier some) {
        while (some.getAsInt() > 0) {
            progress.goOn();
        }
    }
}
