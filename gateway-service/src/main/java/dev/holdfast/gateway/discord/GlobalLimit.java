package dev.holdfast.gateway.discord;

import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.limit.LocalSlidingWindow;
import dev.holdfast.kit.limit.SharedLimits;
import dev.holdfast.kit.limit.SlidingWindow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Discord's limit over all calls of a bot, 50 a second, kept by all gateways together over Redis.
 * Five are left for calls that travel longer than those behind them. While Redis is away each
 * gateway keeps to a share that is safe for five of them. Safe for any thread.
 */
@Singleton
final class GlobalLimit {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SlidingWindow ALL = new SlidingWindow(45, SECOND);
    private static final SlidingWindow ALL_PATIENT = new SlidingWindow(35, SECOND);
    private static final SlidingWindow SHARE = new SlidingWindow(9, SECOND);
    private static final SlidingWindow SHARE_PATIENT = new SlidingWindow(7, SECOND);

    private final Turns together;
    private final Turns patient;
    private final LocalSlidingWindow alone = new LocalSlidingWindow(SHARE, System::nanoTime);
    private final LocalSlidingWindow patientAlone =
            new LocalSlidingWindow(SHARE_PATIENT, System::nanoTime);

    /** The next turn of all gateways. */
    interface Turns {
        Optional<Duration> take(Duration longest) throws RedisUnavailable;
    }

    @Inject
    GlobalLimit(SharedLimits shared, DiscordSettings settings) {
        var name = "discord:" + BotId.of(settings.token().orElse("")).orElse(0L);
        this(
                longest -> shared.take(name, ALL, longest),
                longest -> shared.take(name + ":patient", ALL_PATIENT, longest));
    }

    GlobalLimit(Turns together, Turns patient) {
        this.together = together;
        this.patient = patient;
    }

    /**
     * Takes the next turn.
     *
     * @param longest how long the caller would wait for it
     * @return how long to wait for it; empty: longer than that, and none was taken
     */
    Optional<Duration> take(Duration longest) {
        return take(longest, together, alone);
    }

    /** Takes the next turn among patient calls, who leave turns to others; then {@link #take}. */
    Optional<Duration> takePatient(Duration longest) {
        return take(longest, patient, patientAlone);
    }

    private static Optional<Duration> take(
            Duration longest, Turns turns, LocalSlidingWindow otherwise) {
        if (longest.isNegative()) {
            return Optional.empty();
        }
        try {
            return turns.take(longest);
        } catch (RedisUnavailable _) {
            return otherwise.take(longest);
        }
    }
}
