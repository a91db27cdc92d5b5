package dev.holdfast.gateway.interaction;

import dev.holdfast.kit.protocol.GuildId;

/**
 * CDI event: a person answered a question and has seen the result.
 *
 * @param message that asked, and shows what came of it
 */
public record AnsweredQuestion(GuildId guild, String message) {}
