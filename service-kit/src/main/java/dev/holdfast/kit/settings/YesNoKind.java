package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import java.util.List;
import java.util.Locale;

/** Yes or no. */
record YesNoKind() implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.YES_NO;
    }

    @Override
    public Object read(String written, String title, Locale locale) {
        return switch (written.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default ->
                    throw new IllegalArgumentException(
                            TEXTS.say(locale, "setting.yes.or.no", title));
        };
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof Boolean;
    }

    @Override
    public String write(Object value) {
        return (Boolean) value ? "yes" : "no";
    }

    @Override
    public List<Choice> choices(Texts feature, String key, Locale locale) {
        return List.of(
                new Choice(TEXTS.say(locale, "setting.yes"), write(true)),
                new Choice(TEXTS.say(locale, "setting.no"), write(false)));
    }
}
