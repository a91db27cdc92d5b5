/**
 * How the bot is used: summaries of gateways rolled up into hours and days, goals, {@code /usage},
 * {@code /feedback} and the digest. No usage table names a person.
 */
@NullMarked
package dev.holdfast.health.usage;

import org.jspecify.annotations.NullMarked;
