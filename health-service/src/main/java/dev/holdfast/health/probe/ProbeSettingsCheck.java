package dev.holdfast.health.probe;

import dev.holdfast.kit.address.ServiceDirectory;
import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at the settings before anything is probed. */
@Singleton
final class ProbeSettingsCheck implements SettingsCheck {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int MOST_MISSES = 20;
    private static final int MOST_PERCENT = 90;
    private static final int MOST_LOAD = 10_000;

    private final ProbeSettings settings;
    private final Optional<String> services;

    ProbeSettingsCheck(
            ProbeSettings settings,
            @ConfigProperty(name = "holdfast.services") Optional<String> services) {
        this.settings = settings;
        this.services = services;
    }

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        Bounds.time(
                        "HEALTH_PROBE_INTERVAL",
                        settings.probeInterval(),
                        SHORTEST.multipliedBy(2),
                        Duration.ofMinutes(5))
                .ifPresent(wrong::add);
        Bounds.time(
                        "HEALTH_PROBE_TIMEOUT",
                        settings.probeTimeout(),
                        SHORTEST,
                        Duration.ofSeconds(10))
                .ifPresent(wrong::add);
        Bounds.time("HEALTH_RECOVERY", settings.recovery(), SHORTEST, Duration.ofHours(1))
                .ifPresent(wrong::add);
        Bounds.number("HEALTH_MISSES", settings.misses(), 1, MOST_MISSES).ifPresent(wrong::add);
        Bounds.number("HEALTH_VOLUME_FREE", settings.volumeFree(), 1, MOST_PERCENT)
                .ifPresent(wrong::add);
        Bounds.number("HEALTH_LOAD", settings.load(), 1, MOST_LOAD).ifPresent(wrong::add);
        try {
            ServiceDirectory.of(services);
        } catch (IllegalArgumentException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        return wrong;
    }
}
