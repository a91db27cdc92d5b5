package dev.holdfast.kit.fact;

import java.time.Instant;

/**
 * A value of another service's fact, as this one keeps it.
 *
 * @param asOf when it was so
 */
public record Held(long value, Instant asOf) {}
