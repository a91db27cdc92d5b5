package dev.holdfast.gateway.event;

import dev.holdfast.kit.protocol.EventEnvelope;

/**
 * An event that waits for its service.
 *
 * @param place where it stands; later events of the guild have higher ones
 * @param size of its JSON in characters
 */
record ParkedEvent(long place, EventEnvelope note, int size) {}
