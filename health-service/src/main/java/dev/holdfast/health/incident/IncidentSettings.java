package dev.holdfast.health.incident;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What the operator sets about incidents. */
@ConfigMapping(prefix = "health")
interface IncidentSettings {

    /**
     * {@code HEALTH_ROOT_WAIT}: so long, from the first bad measurement on, something that depends
     * on others waits for what broke it before it opens an incident of its own.
     */
    @WithDefault("30s")
    Duration rootWait();

    /** Looks at it before anything starts. */
    @Singleton
    record Check(IncidentSettings settings) implements SettingsCheck {

        @Override
        public List<String> wrong() {
            return Bounds.time(
                            "HEALTH_ROOT_WAIT",
                            settings.rootWait(),
                            Duration.ofMillis(100),
                            Duration.ofMinutes(5))
                    .stream()
                    .toList();
        }
    }
}
