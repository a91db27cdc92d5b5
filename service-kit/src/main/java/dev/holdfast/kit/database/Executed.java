package dev.holdfast.kit.database;

/**
 * What became of a request that was to be executed exactly once and has a value.
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
    record Not<T>(Outcome.Undone why) implements Executed<T> {}
}
