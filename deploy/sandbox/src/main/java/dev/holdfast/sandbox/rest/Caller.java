package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.world.Snowflake;

/**
 * Whose token came with a request.
 *
 * @param user the bot, or the person who authorized the application
 */
record Caller(Snowflake user, Snowflake application) {}
