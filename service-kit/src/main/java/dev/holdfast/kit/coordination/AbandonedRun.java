package dev.holdfast.kit.coordination;

import java.time.Instant;

/** CDI event: a run of a job failed too often and is not retried. */
public record AbandonedRun(String job, Instant instant, String because) {}
