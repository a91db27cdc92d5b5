package dev.holdfast.kit.settings;

/**
 * Names a feature's settings: a record of simple values whose compact constructor refuses nonsense
 * with a sentence for the person who set it. A component that a guild has not set, or that is newer
 * than its stored row, has the default.
 *
 * @param feature the feature's folder name
 */
public record SettingsKey<T extends Record>(String feature, Class<T> type, T defaults) {}
