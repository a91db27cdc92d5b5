package dev.holdfast.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * The webhook that wrote a message, and how it called itself.
 *
 * @param avatar the hash of its picture
 * @param applicationId whose webhook it is, if a bot made it
 */
public record Sender(
        Snowflake webhookId,
        String name,
        @Nullable String avatar,
        @Nullable Snowflake applicationId) {}
