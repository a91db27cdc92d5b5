package dev.holdfast.sandbox.chat;

import dev.holdfast.sandbox.world.Snowflake;
import org.jspecify.annotations.Nullable;

/** Who did something, and why, as the audit log tells it. */
public record By(Snowflake user, @Nullable String reason) {}
