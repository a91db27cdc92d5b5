package dev.holdfast.sandbox.world;

/** What a channel allows or denies one role or one member, beyond the guild's roles. */
public record Overwrite(Snowflake id, boolean member, long allow, long deny) {}
