package dev.holdfast.kit.fact;

import java.time.Duration;

/** The result of reading a fact. Only {@link Known} says anything about members. */
public sealed interface FactRead<T> {

    /** It is so. */
    record Known<T>(T value) implements FactRead<T> {}

    /** No service publishes such a fact, as far as the gateway knows. */
    record Unknown<T>(String why) implements FactRead<T> {}

    /**
     * Its owner or the gateway is away.
     *
     * @param why for the log
     * @param retryAfter at least so long; zero where nobody said
     */
    record Away<T>(String why, Duration retryAfter) implements FactRead<T> {}
}
