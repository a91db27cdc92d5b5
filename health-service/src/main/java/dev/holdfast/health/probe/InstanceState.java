package dev.holdfast.health.probe;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one process said of itself when it was last asked.
 *
 * @param reached whether it answered
 * @param ready whether it takes requests
 * @param build empty where it never said
 * @param checks its health checks by name; empty where it did not answer
 * @param measuredAt {@code null}: never
 */
public record InstanceState(
        String service,
        URI address,
        boolean reached,
        boolean started,
        boolean ready,
        String build,
        Map<String, Check> checks,
        @Nullable Instant measuredAt) {

    /**
     * One health check.
     *
     * @param data what it says, such as {@code heartbeatMillis}
     */
    public record Check(boolean up, Map<String, String> data) {

        public Check {
            data = Map.copyOf(data);
        }
    }

    public InstanceState {
        checks = Map.copyOf(checks);
    }

    /** As which it is watched. */
    public Component component() {
        return new Component(
                Component.Kind.INSTANCE, "%s/%s".formatted(service, address.getAuthority()));
    }
}
