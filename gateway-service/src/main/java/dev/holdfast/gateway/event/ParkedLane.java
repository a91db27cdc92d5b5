package dev.holdfast.gateway.event;

import dev.holdfast.kit.protocol.GuildId;

/**
 * The parked events of one guild for one service, claimed for a while.
 *
 * @param attempt how often it was claimed since some of them were taken in
 */
record ParkedLane(GuildId guild, String service, int attempt) {}
