package dev.holdfast.ctl;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Asks again and again, and tells each thing once, until it is stopped. */
final class FollowLoop {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** What began earlier may be committed, or written to a log, later. */
    private static final Duration OVERLAP = Duration.ofSeconds(15);

    private final TimelineReader past;
    private final Clock clock;
    private final Consumer<TimelineLine> tell;
    private final Consumer<String> complain;
    private Set<TimelineLine> told = new HashSet<>();
    private Set<String> complained = Set.of();

    FollowLoop(
            TimelineReader past,
            Clock clock,
            Consumer<TimelineLine> tell,
            Consumer<String> complain) {
        this.past = past;
        this.clock = clock;
        this.tell = tell;
        this.complain = complain;
    }

    /** Ends with an interrupt. */
    void follow(Id guild, Optional<Id> member, Instant since, boolean withLog) {
        var after = since;
        while (!Thread.currentThread().isInterrupted()) {
            var before = clock.instant();
            tellOnce(past.of(guild, member, after, withLog));
            var next = before.minus(OVERLAP);
            after = next.isAfter(since) ? next : since;
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** Remembers no more than what the next answer may hold again. */
    private void tellOnce(TimelineReport timeline) {
        timeline.timeline().stream().filter(entry -> !told.contains(entry)).forEach(tell);
        told = new HashSet<>(timeline.timeline());
        timeline.troubles().stream()
                .filter(trouble -> !complained.contains(trouble))
                .forEach(complain);
        complained = Set.copyOf(timeline.troubles());
    }
}
