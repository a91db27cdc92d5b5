package dev.holdfast.backup.archive;

import java.time.Instant;

/**
 * A file of a location.
 *
 * @param path from the location's root, parts separated by {@code /}
 * @param modifiedAt by the location's own clock
 */
public record StoredFile(String path, long bytes, Instant modifiedAt) {}
