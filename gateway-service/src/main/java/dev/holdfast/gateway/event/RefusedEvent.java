package dev.holdfast.gateway.event;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;

/**
 * An event that its service refused for good, and that is kept; what it said is not told.
 *
 * @param because the service's own word
 */
public record RefusedEvent(
        GuildId guild, String service, String key, String because, Instant refusedAt) {}
