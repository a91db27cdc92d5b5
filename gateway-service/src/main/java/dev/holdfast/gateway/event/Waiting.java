package dev.holdfast.gateway.event;

import dev.holdfast.gateway.discord.Custody;
import dev.holdfast.kit.protocol.EventNote;
import dev.holdfast.kit.protocol.GuildId;

/**
 * An event that a service is to be told of.
 *
 * @param json the note as it is sent and parked
 * @param custody released once it is safe elsewhere
 */
record Waiting(EventNote note, String json, Custody custody) {

    GuildId guild() {
        return note.guild();
    }
}
