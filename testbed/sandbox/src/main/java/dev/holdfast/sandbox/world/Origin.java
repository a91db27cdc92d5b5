package dev.holdfast.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The interaction a message answers: who caused it and by which command or component.
 *
 * @param trigger what opened the modal that was sent
 */
public record Origin(
        Snowflake interactionId,
        int type,
        String name,
        Snowflake userId,
        boolean followUp,
        @Nullable Snowflake sourceMessageId,
        @Nullable Snowflake guildId,
        @Nullable Origin trigger) {}
