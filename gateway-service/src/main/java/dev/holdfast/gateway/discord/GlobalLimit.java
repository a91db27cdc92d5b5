package dev.holdfast.gateway.discord;

import dev.holdfast.kit.coordination.RedisAway;
import dev.holdfast.kit.limit.LocalPace;
import dev.holdfast.kit.limit.Pace;
import dev.holdfast.kit.limit.SharedLimits;
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
    private static final Pace ALL = new Pace(45, SECOND);
    private static final Pace SHARE = new Pace(9, SECOND);

    private final Turns together;
    private final LocalPace alone = new LocalPace(SHARE, System::nanoTime);

    /** The next turn of all gateways. */
    interface Turns {
        Optional<Duration> take(Duration longest) throws RedisAway;
    }

    @Inject
    GlobalLimit(SharedLimits shared, DiscordSettings settings) {
        var name = "discord:" + BotId.of(settings.token().orElse("")).orElse(0L);
        this(longest -> shared.take(name, ALL, longest));
    }

    GlobalLimit(Turns together) {
        this.together = together;
    }

    /**
     * Takes the next turn.
     *
     * @param longest how long the caller would wait for it
     * @return how long to wait for it; empty: longer than that, and none was taken
     */
    Optional<Duration> take(Duration longest) {
        if (longest.isNegative()) {
            return Optional.empty();
        }
        try {
            return together.take(longest);
        } catch (RedisAway away) {
            return alone.take(longest);
        }
    }
}
