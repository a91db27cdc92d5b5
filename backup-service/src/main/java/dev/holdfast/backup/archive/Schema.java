package dev.holdfast.backup.archive;

/**
 * A service's schema as it was.
 *
 * @param migration its newest migration's version
 * @param hash of its definition
 */
public record Schema(String name, String migration, String hash) {}
