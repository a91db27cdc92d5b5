package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows a unit of work sees and in whose name it acts.
 *
 * @param operation {@code null}: it only reads
 */
record WorkScope(GuildId guild, UserId user, @Nullable OperationKey operation) {}
