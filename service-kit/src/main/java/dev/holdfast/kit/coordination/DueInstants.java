package dev.holdfast.kit.coordination;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** Which instants of a job are to be enqueued. */
final class DueInstants {

    private static final int MOST = 100;
    private static final Duration LATE = Duration.ofMinutes(1);

    private DueInstants() {}

    /**
     * Those after the last that was enqueued, the oldest first.
     *
     * @param last the newest one that is known
     */
    static List<Instant> of(Job job, Instant last, Instant now) {
        var schedule = job.schedule();
        var latest = schedule.latest(now);
        if (!latest.isAfter(last)) {
            return List.of();
        }
        return switch (job.catchUp()) {
            case ONCE -> List.of(latest);
            case SKIP -> latest.isBefore(now.minus(LATE)) ? List.of() : List.of(latest);
            case EVERY -> every(schedule, last, latest);
        };
    }

    private static List<Instant> every(Schedule schedule, Instant last, Instant latest) {
        var missed = new ArrayDeque<Instant>();
        for (var each = latest;
                each.isAfter(last) && missed.size() < MOST;
                each = schedule.latest(each.minusMillis(1))) {
            missed.addFirst(each);
        }
        return List.copyOf(missed);
    }
}
