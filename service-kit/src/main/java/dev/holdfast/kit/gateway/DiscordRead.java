package dev.holdfast.kit.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * The result of reading from Discord. Only {@link Missing} means that something does not exist; a
 * failed read never does.
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
