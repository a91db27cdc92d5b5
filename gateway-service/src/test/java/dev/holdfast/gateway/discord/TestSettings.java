package dev.holdfast.gateway.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** Settings as an operator would give them, with little patience. */
record TestSettings(Optional<String> token, String url) implements DiscordSettings {

    static DiscordRest rest(DiscordSettings settings) {
        return new DiscordRest(
                settings,
                new ObjectMapper(),
                new GlobalLimit(_ -> Optional.of(Duration.ZERO), _ -> Optional.of(Duration.ZERO)),
                new InvalidRequests(() -> 1, System::nanoTime),
                new GuildShares(new SimpleMeterRegistry()));
    }

    @Override
    public int concurrency() {
        return 8;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration connecting() {
        return Duration.ofSeconds(5);
    }
}
