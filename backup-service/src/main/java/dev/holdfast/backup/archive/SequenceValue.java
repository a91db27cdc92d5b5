package dev.holdfast.backup.archive;

/**
 * Where a sequence stood.
 *
 * @param called whether {@code lastValue} was handed out
 */
public record SequenceValue(String schema, String name, long lastValue, boolean called) {}
