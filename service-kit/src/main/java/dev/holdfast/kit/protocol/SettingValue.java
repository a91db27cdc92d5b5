package dev.holdfast.kit.protocol;

/**
 * What a guild set.
 *
 * @param key which setting
 * @param value as a person would write it; empty: none
 */
public record SettingValue(String key, String value) {}
