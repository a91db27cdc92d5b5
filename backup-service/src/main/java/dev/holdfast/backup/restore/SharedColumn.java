package dev.holdfast.backup.restore;

/**
 * A column that both the snapshot and today's table have.
 *
 * @param then its type in the snapshot, as {@code format_type} writes it
 * @param now its type today
 * @param identity numbered by the database
 */
record SharedColumn(String name, String then, String now, boolean identity) {}
