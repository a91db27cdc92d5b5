package dev.holdfast.kit.coordination;

import java.time.Instant;

/** A run of a job that failed too often and is not tried any more; fired as an event. */
public record GivenUp(String job, Instant instant, String because) {}
