package dev.holdfast.kit.background;

import dev.holdfast.kit.protocol.GuildId;

/**
 * CDI event: a row became a dead letter after too many failures.
 *
 * @param table where it is kept for a person to look at
 */
public record NewDeadLetter(String table, GuildId guild, long row, String because) {}
