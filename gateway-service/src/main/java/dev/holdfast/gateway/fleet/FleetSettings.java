package dev.holdfast.gateway.fleet;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the operator sets about the services behind the gateway. */
@ConfigMapping(prefix = "holdfast")
interface FleetSettings {

    /** {@code HOLDFAST_SERVICES}: {@code economy=http://a|http://b,roles=http://c}. */
    Optional<String> services();

    /** {@code HOLDFAST_SERVICE_TIMEOUT}: how long one request may take. */
    @WithDefault("5s")
    Duration serviceTimeout();

    /** {@code HOLDFAST_SERVICE_PATIENCE}: how long a request that may have arrived is repeated. */
    @WithDefault("15s")
    Duration servicePatience();

    /** {@code HOLDFAST_SERVICE_BREAK}: how long an instance that fails is left alone. */
    @WithDefault("2s")
    Duration serviceBreak();

    /** {@code HOLDFAST_SERVICE_PLACES}: so many requests for one service are under way at most. */
    @WithDefault("2000")
    int servicePlaces();

    /** {@code HOLDFAST_SERVICE_CONCURRENCY}: so many of them one instance is given at a time. */
    @WithDefault("64")
    int serviceConcurrency();
}
