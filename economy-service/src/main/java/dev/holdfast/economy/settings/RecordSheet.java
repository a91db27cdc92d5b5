package dev.holdfast.economy.settings;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.settings.SettingsKey;
import dev.holdfast.kit.text.Texts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sheet of a settings record: each of its components, a whole number, a text or a duration, is
 * an option of the same name in lower case with hyphens. The feature's texts have {@code
 * settings.title} and for each option {@code settings.<option>}, what it is in the list of options,
 * {@code settings.<option>.name}, what people call it, and {@code settings.<option>.meaning}, what
 * it does and within which bounds.
 */
public final class RecordSheet<T extends Record> implements SettingsSheet {

    private static final int LONGEST_TEXT = 100;

    private final SettingsKey<T> key;
    private final Texts texts;
    private final List<RecordComponent> components;

    public RecordSheet(SettingsKey<T> key) {
        this.key = key;
        this.texts = Texts.of(key.feature());
        this.components = List.of(key.type().getRecordComponents());
    }

    @Override
    public String title(Invocation invocation) {
        return texts.say(invocation, "settings.title");
    }

    @Override
    public List<OptionSpec> options() {
        return components.stream().map(this::option).toList();
    }

    @Override
    public List<Line> lines(Invocation invocation, UnitOfWork work) {
        var settings = work.settings(key);
        return components.stream().map(component -> line(component, settings, invocation)).toList();
    }

    private Line line(RecordComponent component, T settings, Invocation invocation) {
        var option = name(component);
        return new Line(
                option,
                texts.say(invocation, "settings." + option + ".name"),
                show(value(component, settings)),
                texts.say(invocation, "settings." + option + ".meaning"));
    }

    @Override
    public boolean change(Map<String, OptionValue> wanted, UnitOfWork work) {
        if (components.stream().noneMatch(it -> wanted.containsKey(name(it)))) {
            return false;
        }
        var settings = work.settings(key);
        var values =
                components.stream().map(component -> value(component, wanted, settings)).toArray();
        work.change(key, make(values));
        return true;
    }

    private OptionSpec option(RecordComponent component) {
        var name = name(component);
        var spec = OptionSpec.optional(name, texts.english("settings." + name), type(component));
        return spec.type() == OptionType.TEXT ? spec.between(1, LONGEST_TEXT) : spec;
    }

    private static OptionType type(RecordComponent component) {
        return component.getType() == long.class ? OptionType.WHOLE : OptionType.TEXT;
    }

    private Object value(RecordComponent component, Map<String, OptionValue> wanted, T settings) {
        return switch (wanted.get(name(component))) {
            case null -> value(component, settings);
            case OptionValue.Whole(var number) -> number;
            case OptionValue.Text(var text) when component.getType() == Duration.class ->
                    Durations.parse(text);
            case OptionValue.Text(var text) -> text.strip();
            case OptionValue.Decimal _,
                    OptionValue.Flag _,
                    OptionValue.Person _,
                    OptionValue.Channel _,
                    OptionValue.Role _,
                    OptionValue.File _ ->
                    throw new IllegalStateException("the kit let through " + wanted);
        };
    }

    private static String show(Object value) {
        return switch (value) {
            case Duration duration -> Durations.show(duration);
            case Long number -> String.format(Locale.ENGLISH, "%,d", number);
            default -> value.toString();
        };
    }

    /** {@code dailyPayout} is the option {@code daily-payout}. */
    private static String name(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private Object value(RecordComponent component, T settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException inaccessible) {
            throw new IllegalStateException(key.type() + " must be public", inaccessible);
        }
    }

    private T make(Object[] values) {
        var types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return key.type().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException nonsense) {
                throw nonsense;
            }
            throw new IllegalStateException(Arrays.toString(values), refused);
        } catch (ReflectiveOperationException inaccessible) {
            throw new IllegalStateException(key.type() + " must be public", inaccessible);
        }
    }
}
