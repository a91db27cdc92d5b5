package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The constants of an enum, written in lower case with hyphens. */
record ChoiceKind(List<Enum<?>> constants) implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");

    static ChoiceKind of(Class<?> type) {
        return new ChoiceKind(
                Arrays.stream(type.getEnumConstants()).<Enum<?>>map(it -> (Enum<?>) it).toList());
    }

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.CHOICE;
    }

    @Override
    public Object read(String written, String title, Locale locale) {
        return find(written)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                TEXTS.say(
                                        locale,
                                        "setting.choice",
                                        title,
                                        String.join(
                                                ", ",
                                                constants.stream().map(this::write).toList()))));
    }

    private Optional<Enum<?>> find(String written) {
        return constants.stream()
                .filter(constant -> write(constant).equalsIgnoreCase(written.strip()))
                .findFirst();
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof Enum<?> constant && constants.contains(constant);
    }

    @Override
    public String write(Object value) {
        return ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public List<Choice> choices(Texts feature, String key, Locale locale) {
        return constants.stream()
                .map(this::write)
                .map(word ->
                        new Choice(
                                feature.say(locale, "settings.%s.%s".formatted(key, word)), word))
                .toList();
    }
}
