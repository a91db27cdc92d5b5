package dev.holdfast.health.integrity;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the operator sets about integrity checks. */
@ConfigMapping(prefix = "health")
interface IntegritySettings {

    /** {@code HEALTH_INTEGRITY_INTERVAL}: how often every service is asked for its checks. */
    @WithDefault("5m")
    Duration integrityInterval();

    /** {@code HEALTH_INTEGRITY_TIMEOUT}: how long one service may take to answer. */
    @WithDefault("30s")
    Duration integrityTimeout();

    /** Looks at them before the first round. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final Duration LEAST = Duration.ofMillis(200);
        private static final Duration MOST = Duration.ofHours(1);
        private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

        private final IntegritySettings settings;

        @Inject
        Check(IntegritySettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            return Stream.concat(
                            Bounds.time(
                                    "HEALTH_INTEGRITY_INTERVAL",
                                    settings.integrityInterval(),
                                    LEAST,
                                    MOST)
                                    .stream(),
                            Bounds.time(
                                    "HEALTH_INTEGRITY_TIMEOUT",
                                    settings.integrityTimeout(),
                                    LEAST,
                                    LONGEST_ANSWER)
                                    .stream())
                    .toList();
        }
    }
}
