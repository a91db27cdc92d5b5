package dev.holdfast.health.error;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What the operator sets about errors. */
@ConfigMapping(prefix = "health.errors")
interface ErrorSettings {

    /** {@code HEALTH_ERRORS_INTERVAL}: how often every instance is asked for its errors. */
    @WithDefault("30s")
    Duration interval();

    /** Looks at it before anything is collected. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofMinutes(10);

        private final ErrorSettings settings;

        @Inject
        Check(ErrorSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            return Bounds.time("HEALTH_ERRORS_INTERVAL", settings.interval(), SHORTEST, LONGEST)
                    .stream()
                    .toList();
        }
    }
}
