package dev.holdfast.kit.observe;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param count how often it happened since {@code first}: a file that is lost begins a new count
 *     with a new first sighting
 * @param guilds where it happened, at most 20, the last one last
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
        Sighting last,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> guilds) {

    private static final int MOST_GUILDS = 20;
    private static final String DIRECT = "0";

    public KnownError {
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(system);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
        frames = List.copyOf(frames);
        guilds = List.copyOf(guilds);
    }

    /**
     * When it happened, and to whom; what is not known is empty.
     *
     * @param trace the trace that it is part of, see {@link TraceId}
     * @param build the build that met it, as {@code yyyyMMddHHmmss}; 0: one that did not say so
     */
    public record Sighting(
            Instant at,
            String guild,
            String user,
            String command,
            String operation,
            String trace,
            long build) {

        static Sighting of(Instant at, LogSubject subject, long build) {
            return new Sighting(
                    at,
                    subject.guild(),
                    subject.user(),
                    subject.command(),
                    subject.operation(),
                    subject.trace(),
                    build);
        }
    }

    /** In direct messages it is nobody's. */
    static List<String> guilds(List<String> before, Sighting sighting) {
        var guild = sighting.guild();
        if (guild.isEmpty() || guild.equals(DIRECT)) {
            return before;
        }
        var all = new ArrayList<>(before);
        all.remove(guild);
        all.add(guild);
        return all.subList(Math.max(0, all.size() - MOST_GUILDS), all.size());
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
                sighting,
                guilds(guilds, sighting));
    }
}
