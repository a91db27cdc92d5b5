package dev.holdfast.backup.postgres;

/**
 * One column of a table.
 *
 * @param type as {@code format_type} names it, such as {@code character varying(40)}
 * @param generated computed from others: neither exported nor written
 * @param identity numbered by a sequence of its own
 */
public record ColumnShape(String name, String type, boolean generated, boolean identity) {}
