package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.fleet.DeliveryKind;

/**
 * A message with a command in it.
 *
 * @param event as Discord told it, or as it was noted
 * @param delivery whether the command can have run before
 * @param isReplay whether a first attempt was begun, here or by a gateway that died
 * @param ack released when the message is settled: kept only where there is no note
 */
record CommandMessage(
        TypedMessage message, JsonNode event, DeliveryKind delivery, boolean isReplay, Ack ack) {

    CommandMessage noted(JsonNode more) {
        return new CommandMessage(message, more, delivery, isReplay, ack);
    }

    String id() {
        return message.id();
    }
}
