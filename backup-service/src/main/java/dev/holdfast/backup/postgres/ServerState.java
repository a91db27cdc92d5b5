package dev.holdfast.backup.postgres;

import java.time.Instant;

/**
 * The server and how far its log is written.
 *
 * @param version such as 180001
 * @param systemIdentifier of the cluster; its own from {@code initdb} on
 * @param lsn as {@code 0/16B3748}
 * @param now the server's clock, statement by statement
 */
public record ServerState(int version, String systemIdentifier, String lsn, Instant now) {}
