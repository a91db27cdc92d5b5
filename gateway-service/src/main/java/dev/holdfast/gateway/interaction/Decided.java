package dev.holdfast.gateway.interaction;

import dev.holdfast.kit.protocol.GuildId;

/**
 * The person whom a question was put to has answered it, and has seen what came of it.
 *
 * @param message that asked, and shows what came of it
 */
public record Decided(GuildId guild, String message) {}
