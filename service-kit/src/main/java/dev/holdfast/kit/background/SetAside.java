package dev.holdfast.kit.background;

import dev.holdfast.kit.protocol.GuildId;

/**
 * A row that failed too often and is not tried any more; fired as an event.
 *
 * @param table where it is kept for a person to look at
 */
public record SetAside(String table, GuildId guild, long row, String because) {}
