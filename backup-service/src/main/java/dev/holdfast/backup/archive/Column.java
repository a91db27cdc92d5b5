package dev.holdfast.backup.archive;

/**
 * A column of a table in a snapshot.
 *
 * @param type as {@code format_type} writes it
 * @param generated computed by the database
 * @param identity numbered by the database
 */
public record Column(String name, String type, boolean generated, boolean identity) {}
