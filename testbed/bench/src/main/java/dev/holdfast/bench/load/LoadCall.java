package dev.holdfast.bench.load;

/** One caller's next call; used by one thread. */
public interface LoadCall extends AutoCloseable {

    /**
     * Makes the call and waits for its answer.
     *
     * @throws Exception when the answer was not the one wanted; the measurement then ends
     */
    void make() throws Exception;

    @Override
    default void close() {}
}
