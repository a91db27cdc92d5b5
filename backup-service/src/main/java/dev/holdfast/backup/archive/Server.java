package dev.holdfast.backup.archive;

/**
 * The PostgreSQL server that a snapshot was taken from.
 *
 * @param version as {@code server_version_num}
 * @param systemIdentifier of {@code pg_control_system()}
 * @param lsnBefore the position in its log before the export
 * @param lsnAfter the position after it
 */
public record Server(int version, String systemIdentifier, String lsnBefore, String lsnAfter) {}
