package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Quantities;
import dev.holdfast.kit.text.Quantity;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.Locale;
import java.util.Optional;

/** Whole numbers, within ±2^53 where nothing closer is said. */
record NumberKind(long least, long most) implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");
    private static final Quantities QUANTITIES = new Quantities();

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.NUMBER;
    }

    @Override
    public Object read(String written, String title, Locale locale) {
        var text = written.strip();
        var isNegative = text.startsWith("-") || text.startsWith("−");
        var number =
                switch (Quantity.parse(isNegative ? text.substring(1) : text)) {
                    case Quantity.Exactly(var exactly) -> isNegative ? -exactly : exactly;
                    case Quantity.Share _ ->
                            throw new IllegalArgumentException(
                                    TEXTS.say(locale, "setting.share", UserText.show(text)));
                    case Quantity.Unreadable(var fault) ->
                            throw new IllegalArgumentException(
                                    QUANTITIES.refuse(locale, text, fault));
                };
        if (!allows(number)) {
            throw new IllegalArgumentException(
                    TEXTS.say(locale, "setting.between", title, show(least), show(most)));
        }
        return number;
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof Long number && number >= least && number <= most;
    }

    @Override
    public String write(Object value) {
        return value.toString();
    }

    @Override
    public String show(Object value) {
        return String.format(Locale.ENGLISH, "%,d", (Long) value);
    }

    @Override
    public Optional<Range> range() {
        return Optional.of(new Range(write(least), write(most)));
    }

    @Override
    public String bounds(Locale locale) {
        return TEXTS.say(locale, "setting.bounds", show(least), show(most));
    }
}
