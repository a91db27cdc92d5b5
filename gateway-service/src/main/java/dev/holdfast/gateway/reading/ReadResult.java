package dev.holdfast.gateway.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** What came of a look at Discord. */
sealed interface ReadResult<T> {

    /**
     * It is so.
     *
     * @param asOf when Discord was asked
     */
    record Found<T>(T value, Instant asOf) implements ReadResult<T> {}

    /** Discord says that there is no such thing. */
    record Missing<T>(String why) implements ReadResult<T> {}

    /** Discord does not let the bot see it. */
    record Forbidden<T>(String why) implements ReadResult<T> {}

    /** Discord does not say now. */
    record Away<T>(String why, Duration retryAfter) implements ReadResult<T> {}

    /** Goes on with what was found. */
    default <R> ReadResult<R> then(Function<Found<T>, ReadResult<R>> next) {
        return switch (this) {
            case Found<T> found -> next.apply(found);
            case Missing<T>(var why) -> new Missing<>(why);
            case Forbidden<T>(var why) -> new Forbidden<>(why);
            case Away<T>(var why, var retryAfter) -> new Away<>(why, retryAfter);
        };
    }

    /** With what was found as something else. */
    default <R> ReadResult<R> map(Function<T, R> reader) {
        return then(found -> new Found<>(reader.apply(found.value()), found.asOf()));
    }
}
