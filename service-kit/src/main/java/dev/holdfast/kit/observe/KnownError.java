package dev.holdfast.kit.observe;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One kind of error, however often it happened.
 *
 * @param fingerprint names the kind: 16 hexadecimal digits of a hash over logger, exception, our
 *     own topmost frames and the message without its parameters
 * @param system whose it is, as its log file is named
 * @param message as it was the last time, without secrets
 * @param exception its class; empty where there was none
 * @param frames our own topmost frames
 * @param count how often it happened
 */
public record KnownError(
        String fingerprint,
        String system,
        String logger,
        String message,
        String exception,
        List<String> frames,
        long count,
        Sighting first,
        Sighting last) {

    public KnownError {
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(system);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
        frames = List.copyOf(frames);
    }

    /**
     * When it happened, and to whom; what is not known is empty.
     *
     * @param trace the trace that it is part of, see {@link TraceId}
     */
    public record Sighting(
            Instant at, String guild, String user, String command, String operation, String trace) {

        static Sighting of(Instant at, Subject subject) {
            return new Sighting(
                    at,
                    subject.guild(),
                    subject.user(),
                    subject.command(),
                    subject.operation(),
                    subject.trace());
        }
    }

    KnownError again(String newestMessage, Sighting sighting) {
        return new KnownError(
                fingerprint,
                system,
                logger,
                newestMessage,
                exception,
                frames,
                count + 1,
                first,
                sighting);
    }
}
