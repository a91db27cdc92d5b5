package dev.holdfast.gateway.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the operator sets about events. */
@ConfigMapping(prefix = "holdfast.events")
interface EventSettings {

    /** {@code HOLDFAST_EVENTS_PARKED}: the most events that are kept for a service that is away. */
    @WithDefault("100000")
    int parked();
}
