package dev.holdfast.gateway.event;

import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks at how many events are kept. */
@Singleton
final class EventSettingsCheck implements SettingsCheck {

    private static final int MOST = 10_000_000;

    private final EventSettings settings;

    @Inject
    EventSettingsCheck(EventSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<String> wrong() {
        return settings.parked() >= 1 && settings.parked() <= MOST
                ? List.of()
                : List.of(
                        "HOLDFAST_EVENTS_PARKED is %d: it must be from 1 to %d."
                                .formatted(settings.parked(), MOST));
    }
}
