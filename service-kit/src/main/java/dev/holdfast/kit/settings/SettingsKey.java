package dev.holdfast.kit.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names a feature's settings: a record whose components are numbers ({@code long}), texts,
 * durations, enums, yes or no ({@code boolean}), channels, roles, languages ({@code Locale}) and
 * time zones ({@code ZoneId}). {@link Between} bounds them one by one, and the compact constructor
 * refuses what does not fit together, with a sentence for the person who set it. A component that a
 * guild has not set, that is newer than its stored row, or whose stored value is refused by now,
 * has the default. Immutable.
 */
public final class SettingsKey<T extends Record> {

    private final String feature;
    private final Class<T> type;
    private final T defaults;
    private final List<Setting> settings;

    /**
     * Checks the defaults too.
     *
     * @param feature the feature's folder name
     */
    public SettingsKey(String feature, Class<T> type, T defaults) {
        this.feature = feature;
        this.type = type;
        this.defaults = defaults;
        this.settings = Arrays.stream(type.getRecordComponents()).map(Setting::new).toList();
        if (!holds(defaults)) {
            throw new IllegalArgumentException("These defaults break their bounds: " + defaults);
        }
    }

    public String feature() {
        return feature;
    }

    public Class<T> type() {
        return type;
    }

    public T defaults() {
        return defaults;
    }

    /** In the record's order. */
    public List<Setting> settings() {
        return settings;
    }

    /** Whether every value lies within its bounds. */
    public boolean holds(T read) {
        return settings.stream().allMatch(setting -> setting.holds(read));
    }

    /**
     * The settings with some other values.
     *
     * @param values by key; empty: none
     * @throws IllegalArgumentException with a sentence, where the record refuses them
     */
    public T with(T before, Map<String, Optional<Object>> values) {
        var all =
                settings.stream()
                        .map(it -> values.getOrDefault(it.key(), it.value(before)).orElse(null))
                        .toArray();
        try {
            return constructor().newInstance(all);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException nonsense) {
                throw nonsense;
            }
            throw new IllegalStateException(Arrays.toString(all), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private Constructor<T> constructor() throws NoSuchMethodException {
        var types =
                Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getType())
                        .toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    @Override
    public String toString() {
        return feature;
    }
}
