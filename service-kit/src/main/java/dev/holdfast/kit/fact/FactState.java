package dev.holdfast.kit.fact;

import java.time.Instant;

/**
 * A stored value of another service's fact.
 *
 * @param asOf when it was so
 */
public record FactState(long value, Instant asOf) {}
