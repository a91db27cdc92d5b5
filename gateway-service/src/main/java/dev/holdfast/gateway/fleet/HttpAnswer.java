package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.Reached;
import java.util.Optional;

/**
 * What an instance answered, body as it came.
 *
 * @param reached how far a slow command is, where it says so
 */
public record HttpAnswer(int status, String body, Optional<Reached> reached) {}
