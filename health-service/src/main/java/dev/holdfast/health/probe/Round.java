package dev.holdfast.health.probe;

import java.time.Instant;
import java.util.List;

/**
 * What one round of probes found.
 *
 * @param states of every known component, also of those that were not measured this time
 * @param cutOff nothing was reached, the prober's own reference included: the states say nothing
 */
public record Round(Instant at, List<ComponentState> states, boolean cutOff) {

    public Round {
        states = List.copyOf(states);
    }
}
