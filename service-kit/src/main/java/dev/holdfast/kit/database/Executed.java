package dev.holdfast.kit.database;

/**
 * The result of executing a request exactly once, for a request that has a value instead of a
 * reply.
 *
 * @param <T> the value's type
 */
public sealed interface Executed<T> {

    /**
     * It is done and committed.
     *
     * @param replayed whether an earlier delivery did it; the value is then the stored one
     */
    record Done<T>(T value, boolean replayed) implements Executed<T> {}

    /** It was not done this time. */
    record Not<T>(RequestOutcome.Undone why) implements Executed<T> {}
}
