package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at the list of services before anything is asked of them. */
@Singleton
record FleetSettingsCheck(FleetSettings settings) implements SettingsCheck {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** Far below the 15 minutes for which an interaction can be answered. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int MOST = 10_000;

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        try {
            ServiceDirectory.of(settings.services());
        } catch (IllegalArgumentException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        time("HOLDFAST_SERVICE_TIMEOUT", settings.serviceTimeout(), wrong);
        time("HOLDFAST_SERVICE_PATIENCE", settings.servicePatience(), wrong);
        time("HOLDFAST_SERVICE_BREAK", settings.serviceBreak(), wrong);
        number("HOLDFAST_SERVICE_PLACES", settings.servicePlaces(), wrong);
        number("HOLDFAST_SERVICE_CONCURRENCY", settings.serviceConcurrency(), wrong);
        return wrong;
    }

    private static void number(String name, int value, List<String> wrong) {
        Bounds.number(name, value, 1, MOST).ifPresent(wrong::add);
    }

    private static void time(String name, Duration value, List<String> wrong) {
        Bounds.time(name, value, SHORTEST, LONGEST).ifPresent(wrong::add);
    }
}
