package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Languages;
import dev.holdfast.kit.text.Quantity;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One component of a settings record. Its type is its {@link ValueKind}. Immutable. */
public final class Setting {

    private static final long GREATEST = 1L << 53;
    private static final int LONGEST_TEXT = 100;

    private final RecordComponent component;
    private final ValueKind kind;
    private final boolean optional;

    Setting(RecordComponent component) {
        this.component = component;
        this.kind = kind(component);
        this.optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        component.getAccessor().setAccessible(true);
    }

    /** What it is changed by: {@code dailyPayout} is {@code daily-payout}. */
    public String key() {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Its name in the record and in what is stored. */
    public String property() {
        return component.getName();
    }

    public ValueKind kind() {
        return kind;
    }

    /** Whether it may be empty. */
    public boolean optional() {
        return optional;
    }

    /** Its value in a settings record; empty where that is empty. */
    public Optional<Object> value(Record settings) {
        try {
            return Optional.ofNullable(component.getAccessor().invoke(settings));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean holds(Record settings) {
        return value(settings).map(kind::allows).orElse(optional);
    }

    private static ValueKind kind(RecordComponent component) {
        var type = component.getType();
        var between = component.getAnnotation(Between.class);
        if (type == long.class) {
            return between == null
                    ? new NumberKind(-GREATEST, GREATEST)
                    : new NumberKind(number(between.least()), number(between.most()));
        }
        if (type == String.class) {
            var formatted = component.isAnnotationPresent(Formatted.class);
            return between == null
                    ? new TextKind(1, LONGEST_TEXT, formatted)
                    : new TextKind(
                            (int) number(between.least()), (int) number(between.most()), formatted);
        }
        if (type == Duration.class) {
            return between == null
                    ? new DurationKind(Duration.ofMinutes(1), Duration.ofDays(365))
                    : new DurationKind(duration(between.least()), duration(between.most()));
        }
        if (between != null) {
            throw new IllegalArgumentException(
                    "Only numbers, texts and durations have bounds: " + component);
        }
        return unbounded(component, type);
    }

    private static ValueKind unbounded(RecordComponent component, Class<?> type) {
        if (type == boolean.class) {
            return new YesNoKind();
        }
        if (type == ChannelId.class) {
            return new MentionKind(SettingSpec.Kind.CHANNEL);
        }
        if (type == RoleId.class) {
            return new MentionKind(SettingSpec.Kind.ROLE);
        }
        if (type == Locale.class) {
            return new LanguageKind(Languages.available());
        }
        if (type == ZoneId.class) {
            return new TimeZoneKind();
        }
        if (type.isEnum()) {
            return ChoiceKind.of(type);
        }
        throw new IllegalArgumentException("No setting is of that type: " + component);
    }

    private static long number(String written) {
        if (Quantity.parse(written) instanceof Quantity.Exactly(var number)) {
            return number;
        }
        throw new IllegalArgumentException("Not a number: " + written);
    }

    private static Duration duration(String written) {
        return Durations.parse(written)
                .orElseThrow(() -> new IllegalArgumentException("Not a duration: " + written));
    }
}
