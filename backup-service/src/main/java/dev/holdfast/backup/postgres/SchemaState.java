package dev.holdfast.backup.postgres;

/**
 * A service's schema.
 *
 * @param migration the newest version that was applied; empty: none
 */
public record SchemaState(String name, String migration) {}
