package dev.holdfast.backup.postgres;

/**
 * Where a sequence stands.
 *
 * @param lastValue the last number drawn, or the first one to draw where none was
 * @param called whether a number was drawn
 */
public record SequenceState(String schema, String name, long lastValue, boolean called) {}
