package dev.holdfast.gateway.catalog;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Looks at how often the services are to be asked. */
@Singleton
record CatalogSettingsCheck(CatalogSettings settings) implements SettingsCheck {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public List<String> wrong() {
        return Bounds.time("HOLDFAST_CATALOG_INTERVAL", settings.interval(), SHORTEST, LONGEST)
                .stream()
                .toList();
    }
}
