package dev.holdfast.gateway.limit;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the limits before anybody is held to them. */
@Singleton
record LimitSettingsCheck(LimitSettings settings) implements SettingsCheck {

    private static final int LARGEST = 10_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Override
    public List<String> wrong() {
        return Stream.of(
                        Bounds.number("HOLDFAST_LIMIT_MEMBER", settings.member(), 1, LARGEST),
                        Bounds.number("HOLDFAST_LIMIT_GUILD", settings.guild(), 1, LARGEST),
                        Bounds.time("HOLDFAST_LIMIT_SPAN", settings.span(), SHORTEST, LONGEST))
                .flatMap(Optional::stream)
                .toList();
    }
}
