package dev.holdfast.health.probe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a component is, and since when.
 *
 * @param measuredAt {@code null}: never
 * @param detail a sentence for people; empty where all is well
 * @param build the build that runs; empty where it is not known or has none
 */
public record ComponentState(
        Component component,
        Verdict verdict,
        Instant since,
        @Nullable Instant measuredAt,
        String detail,
        String build) {}
