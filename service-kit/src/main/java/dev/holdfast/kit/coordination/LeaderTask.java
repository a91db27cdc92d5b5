package dev.holdfast.kit.coordination;

/** What the leader does for as long as it leads. */
interface LeaderTask {

    /**
     * Runs on a thread of its own, which is interrupted before the term ends; it then returns at
     * once. What it writes goes through {@link LeaseStore#write} and through nothing else.
     */
    void lead(Term term) throws InterruptedException;
}
