package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import java.util.List;
import java.util.Locale;

/** The languages that the kit has sentences in. */
record LanguageKind(List<Locale> languages) implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.LANGUAGE;
    }

    @Override
    public Object read(String written, String title, Locale locale) {
        var wanted = written.strip();
        for (var language : languages) {
            if (wanted.equalsIgnoreCase(write(language))
                    || wanted.equalsIgnoreCase(language.getDisplayName(Locale.ENGLISH))
                    || wanted.equalsIgnoreCase(language.getDisplayName(language))) {
                return language;
            }
        }
        var names = languages.stream().map(LanguageKind::name).toList();
        throw new IllegalArgumentException(
                TEXTS.say(locale, "setting.choice", title, String.join(", ", names)));
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof Locale language && languages.contains(language);
    }

    @Override
    public String write(Object value) {
        return ((Locale) value).toLanguageTag();
    }

    @Override
    public List<Choice> choices(Texts feature, String key, Locale locale) {
        return languages.stream()
                .map(language -> new Choice(name(language), write(language)))
                .toList();
    }

    private static String name(Locale language) {
        return language.getDisplayName(language);
    }
}
