package dev.holdfast.gateway.event;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;

/**
 * An event that its service refused for good, kept for the operator.
 *
 * @param place its number in the guild
 * @param because the service's own word
 */
public record DeadEvent(
        GuildId guild, String service, long place, String key, String because, Instant refusedAt) {}
