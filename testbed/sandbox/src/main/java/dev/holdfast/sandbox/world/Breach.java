package dev.holdfast.sandbox.world;

/**
 * What in a text breaks a rule of auto moderation.
 *
 * @param keyword of the rule; empty where it is about something else
 * @param found the part of the text
 */
public record Breach(String keyword, String found) {}
