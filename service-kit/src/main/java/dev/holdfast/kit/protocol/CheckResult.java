package dev.holdfast.kit.protocol;

import java.time.Instant;

/**
 * What one integrity check found.
 *
 * @param name what holds when it passed, such as {@code postings-sum-to-zero}
 * @param detail what was looked at, or what is wrong and where
 * @param at when the guild was looked at that was looked at longest ago
 */
public record CheckResult(String name, boolean passed, String detail, Instant at) {}
