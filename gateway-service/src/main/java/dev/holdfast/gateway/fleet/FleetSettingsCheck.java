package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks at the list of services before anything is asked of them. */
@Singleton
final class FleetSettingsCheck implements SettingsCheck {

    private final FleetSettings settings;

    @Inject
    FleetSettingsCheck(FleetSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> wrong() {
        try {
            Directory.of(settings.services());
            return List.of();
        } catch (IllegalArgumentException malformed) {
            return List.of(String.valueOf(malformed.getMessage()));
        }
    }
}
