package dev.holdfast.gateway.event;

import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildId;

/**
 * An event that a service is to be told of.
 *
 * @param json the note as it is sent and parked
 * @param ack released once it is safe elsewhere
 */
record PendingEvent(EventEnvelope note, String json, Ack ack) {

    GuildId guild() {
        return note.guild();
    }
}
