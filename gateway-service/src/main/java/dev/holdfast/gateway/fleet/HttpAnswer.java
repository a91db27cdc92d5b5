package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.ProgressUpdate;
import java.util.Optional;

/**
 * An instance's HTTP response with its raw body.
 *
 * @param reached how far a slow command is, where it says so
 */
public record HttpAnswer(int status, String body, Optional<ProgressUpdate> reached) {}
