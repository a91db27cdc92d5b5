package dev.holdfast.kit.coordination;

import java.time.Duration;

/** What the leader does for as long as it leads: rounds of a polling loop. */
interface LeaderTask {

    /** Stable, for the loop's metrics. */
    default String name() {
        return "task";
    }

    /**
     * Makes one round, on a thread of its own, which is interrupted before the term ends; it then
     * returns at once. What it writes goes through {@link LeaseStore#write} and through nothing
     * else. After a failure the next round is made as usual.
     *
     * @return how long to wait for the next round of the same term
     */
    Duration lead(LeaderTerm term) throws InterruptedException;
}
