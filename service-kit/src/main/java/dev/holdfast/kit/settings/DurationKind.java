package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time, to the minute. */
record DurationKind(Duration least, Duration most) implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");
    private static final int LONGEST_SHOWN = 60;

    @Override
    public SettingSpec.Kind word() {
        return SettingSpec.Kind.DURATION;
    }

    @Override
    public Object read(String written, String title, Locale locale) {
        var duration =
                Durations.parse(written)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        TEXTS.say(
                                                locale,
                                                "setting.duration",
                                                UserText.show(written, LONGEST_SHOWN))));
        if (!allows(duration)) {
            throw new IllegalArgumentException(
                    TEXTS.say(locale, "setting.between", title, show(least), show(most)));
        }
        return duration;
    }

    @Override
    public boolean allows(Object value) {
        return value instanceof Duration duration
                && duration.compareTo(least) >= 0
                && duration.compareTo(most) <= 0;
    }

    @Override
    public String write(Object value) {
        return Durations.show((Duration) value);
    }

    @Override
    public String show(Object value) {
        return write(value);
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
