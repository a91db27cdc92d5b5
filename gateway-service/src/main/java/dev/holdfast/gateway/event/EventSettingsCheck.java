package dev.holdfast.gateway.event;

import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.util.List;

/** Looks at how many events are kept. */
@Singleton
record EventSettingsCheck(EventSettings settings) implements SettingsCheck {

    private static final int MOST = 10_000_000;

    @Override
    public List<String> wrong() {
        return settings.parked() >= 1 && settings.parked() <= MOST
                ? List.of()
                : List.of(
                        "HOLDFAST_EVENTS_PARKED is %d: it must be from 1 to %d."
                                .formatted(settings.parked(), MOST));
    }
}
