package dev.holdfast.gateway.event;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;

/**
 * An event that its service will not take.
 *
 * @param json the note as it was told
 */
record DeadEventRow(GuildId guild, OperationKey key, String json) {}
