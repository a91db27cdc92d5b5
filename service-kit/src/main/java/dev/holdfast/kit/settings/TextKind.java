package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts on one line.
 *
 * @param formatted whether they are shown as they are; their record then says which ones may be
 */
record TextKind(int least, int most, boolean formatted) implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");
    private static final Pattern REACHING =
            Pattern.compile(
                    "://|www\\.|discord\\.gg/|\\]\\(|@everyone|@here|<[@#:/]|<a:",
                    Pattern.CASE_INSENSITIVE);

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.TEXT;
    }

    @Override
    public Object read(String written, String title, Locale locale) {
        var text = written.strip();
        var length = UserText.length(text);
        if (length > 0 && UserText.isInvisible(text)) {
            throw new IllegalArgumentException(TEXTS.say(locale, "setting.invisible", title));
        }
        if (length < least || length > most) {
            throw new IllegalArgumentException(
                    TEXTS.say(locale, "setting.length", title, least, most));
        }
        if (!allows(text)) {
            throw new IllegalArgumentException(TEXTS.say(locale, "setting.text", title));
        }
        return text;
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof String text
                && UserText.length(text) >= least
                && UserText.length(text) <= most
                && (formatted || (!UserText.hasHidden(text) && !REACHING.matcher(text).find()));
    }

    @Override
    public String write(Object value) {
        return value.toString();
    }

    @Override
    public String show(Object value) {
        return formatted ? write(value) : UserText.show(write(value));
    }

    @Override
    public Optional<Range> range() {
        return Optional.of(new Range(Integer.toString(least), Integer.toString(most)));
    }

    @Override
    public String bounds(Locale locale) {
        return formatted ? "" : TEXTS.say(locale, "setting.characters", most);
    }
}
