package dev.holdfast.gateway.discord;

import dev.holdfast.kit.limit.LocalPace;
import dev.holdfast.kit.limit.Pace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Discord's limit over all calls of a bot: 50 a second, five of which are left for those that
 * travel longer.
 */
@Singleton
final class GlobalLimit {

    private final LocalPace local =
            new LocalPace(new Pace(45, Duration.ofSeconds(1)), System::nanoTime);

    @Inject
    GlobalLimit() {}

    Optional<Duration> reserve(Duration longest) {
        return local.take(longest);
    }
}
