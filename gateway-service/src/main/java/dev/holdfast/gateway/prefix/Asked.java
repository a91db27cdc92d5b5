package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Custody;
import dev.holdfast.gateway.fleet.Delivery;

/**
 * A message with a command in it.
 *
 * @param event as Discord told it, or as it was noted
 * @param delivery whether the command can have run before
 * @param isReplay whether a first attempt was begun, here or by a gateway that died
 * @param custody released when the message is settled: kept only where there is no note
 */
record Asked(
        TypedMessage message,
        JsonNode event,
        Delivery delivery,
        boolean isReplay,
        Custody custody) {

    Asked noted(JsonNode more) {
        return new Asked(message, more, delivery, isReplay, custody);
    }

    String id() {
        return message.id();
    }
}
