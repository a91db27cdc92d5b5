package dev.holdfast.kit.command;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What the operator sets about integrity checks. */
@ConfigMapping(prefix = "holdfast.checks")
interface CheckSettings {

    /** {@code HOLDFAST_CHECKS_INTERVAL}: how often every guild is looked at. */
    @WithDefault("1h")
    Duration interval();

    /** Looks at it before the first check. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final Duration LEAST = Duration.ofSeconds(1);
        private static final Duration MOST = Duration.ofDays(1);

        private final CheckSettings settings;

        @Inject
        Check(CheckSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            return Bounds.time("HOLDFAST_CHECKS_INTERVAL", settings.interval(), LEAST, MOST)
                    .stream()
                    .toList();
        }
    }
}
