package dev.holdfast.gateway.fleet;

import java.io.InputStream;

/**
 * A file as a stream; the receiver closes it.
 *
 * @param length in bytes, by its own account; negative where it gives none
 */
public record FetchedFile(InputStream stream, long length) {}
