package dev.holdfast.roles.assignment;

import java.time.Instant;

/**
 * How a claim ended that does not stand any more.
 *
 * @param because as it was withdrawn; may be empty
 */
public record EndedClaim(Instant at, String because) {}
