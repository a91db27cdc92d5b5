package dev.holdfast.kit.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * What came of reading something on Discord. What could not be read is never "not there": only
 * {@link Missing} says that.
 */
public sealed interface DiscordRead<T> {

    /**
     * It is so.
     *
     * @param asOf when Discord was asked, by the gateway's clock: some seconds ago where several
     *     ask for the same
     */
    record Found<T>(T value, Instant asOf) implements DiscordRead<T> {}

    /** Discord says that there is no such thing, or no longer: a member who left. */
    record Missing<T>(String why) implements DiscordRead<T> {}

    /** Discord does not let the bot see it: a permission is missing, or it is not in the guild. */
    record Forbidden<T>(String why) implements DiscordRead<T> {}

    /**
     * It cannot be read now: a rate limit, an outage, no gateway.
     *
     * @param why for the log
     * @param retryAfter at least so long; zero where nobody said
     */
    record Away<T>(String why, Duration retryAfter) implements DiscordRead<T> {}
}
