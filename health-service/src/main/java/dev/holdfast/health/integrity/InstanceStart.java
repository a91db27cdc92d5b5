package dev.holdfast.health.integrity;

import java.time.Instant;
import java.util.Map;

/**
 * A start of an instance.
 *
 * @param report what it checked then, by what was looked at
 * @param seenAt when it was last seen to run
 */
public record InstanceStart(
        String service,
        String address,
        Instant beganAt,
        String build,
        Map<String, String> report,
        Instant seenAt) {

    public InstanceStart {
        report = Map.copyOf(report);
    }
}
