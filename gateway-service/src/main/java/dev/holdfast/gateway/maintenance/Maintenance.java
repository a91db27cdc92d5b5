package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.protocol.GuildId;
import java.time.Instant;

/**
 * Maintenance of the bot or a part of it, as it is in force.
 *
 * @param guild where; {@link GuildId#DIRECT}: everywhere
 * @param reason what people are told; 1 to 300 characters
 * @param by who set it: a user's id, or the name that a REST call gave; 1 to 100 characters
 */
public record Maintenance(
        GuildId guild, MaintenanceScope scope, String reason, String by, Instant since) {}
