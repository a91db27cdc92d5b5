package dev.holdfast.health.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the operator sets about probes. */
@ConfigMapping(prefix = "health")
interface ProbeSettings {

    /** {@code HEALTH_PROBE_INTERVAL}: from one round to the next. */
    @WithDefault("15s")
    Duration probeInterval();

    /** {@code HEALTH_PROBE_TIMEOUT}: how long one question may take. */
    @WithDefault("2s")
    Duration probeTimeout();

    /** {@code HEALTH_MISSES}: so many bad measurements in a row until a component is not well. */
    @WithDefault("3")
    int misses();

    /** {@code HEALTH_RECOVERY}: so long without a bad measurement until it is well again. */
    @WithDefault("5m")
    Duration recovery();

    /**
     * {@code HEALTH_VOLUMES}: paths whose disks are watched, separated by commas. Without it, those
     * of the service's own files.
     */
    Optional<List<String>> volumes();

    /** {@code HEALTH_VOLUME_FREE}: a disk with less free is not well, in percent. */
    @WithDefault("10")
    int volumeFree();

    /** {@code HEALTH_LOAD}: a load of more than so many times the processors is not well. */
    @WithDefault("4")
    int load();
}
