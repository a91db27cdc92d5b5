package dev.holdfast.kit.sheet;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.protocol.SheetSpec;
import dev.holdfast.kit.settings.Setting;
import dev.holdfast.kit.settings.SettingsKey;
import dev.holdfast.kit.settings.ValueKind;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sheet of a settings record. The feature's texts have {@code settings.title}, and for each
 * setting {@code settings.<key>.name}, what people call it, and {@code settings.<key>.meaning},
 * what it does, in a sentence; bounds are added to it. A choice's title is {@code
 * settings.<key>.<choice>}. Immutable.
 */
public final class RecordSheet<T extends Record> implements SettingsSheet {

    private static final int LONGEST_SHOWN = 80;
    private static final int LONGEST_MEANING = 120;
    private static final Set<String> NOTHING = Set.of("", "none", "off");

    private final SettingsKey<T> key;
    private final Texts texts;
    private final Texts kit = Texts.of("kit");
    private final Map<String, Check> checks;

    /** What no record can know, such as whether the bot may write in a channel. */
    @FunctionalInterface
    public interface Check {

        /**
         * Why the value will not do, in a sentence. Called within the unit of work: it waits for
         * nobody.
         *
         * @param written as a person would write it
         */
        Optional<String> refuse(String written, Invocation invocation);
    }

    public RecordSheet(SettingsKey<T> key) {
        this(key, Map.of());
    }

    private RecordSheet(SettingsKey<T> key, Map<String, Check> checks) {
        this.key = key;
        this.texts = Texts.of(key.feature());
        this.checks = Map.copyOf(checks);
    }

    /** The same with a check of a setting. */
    public RecordSheet<T> check(String setting, Check check) {
        var more = new HashMap<>(checks);
        more.put(setting, check);
        return new RecordSheet<>(key, more);
    }

    @Override
    public String feature() {
        return key.feature();
    }

    @Override
    public List<Setting> settings() {
        return key.settings();
    }

    @Override
    public SheetSpec spec() {
        var all = key.settings().stream().map(this::spec).toList();
        return new SheetSpec(key.feature(), texts.english("settings.title"), all);
    }

    private SettingSpec spec(Setting setting) {
        var kind = setting.kind();
        var range = kind.range();
        return new SettingSpec(
                setting.key(),
                title(setting, Locale.ENGLISH),
                meaning(setting, Locale.ENGLISH),
                kind.word(),
                range.map(ValueKind.Range::least).orElse(null),
                range.map(ValueKind.Range::most).orElse(null),
                kind.choices(texts, setting.key(), Locale.ENGLISH),
                setting.optional(),
                setting.value(key.defaults()).map(kind::write).orElse(""));
    }

    @Override
    public List<SettingLine> lines(Locale locale, UnitOfWork work) {
        var now = work.settings(key);
        return key.settings().stream().map(setting -> line(setting, now, locale)).toList();
    }

    private SettingLine line(Setting setting, T now, Locale locale) {
        var choices = setting.kind().choices(texts, setting.key(), locale);
        var value = setting.value(now);
        var written = value.map(setting.kind()::write).orElse("");
        var shown =
                choices.stream()
                        .filter(choice -> choice.value().equals(written))
                        .findFirst()
                        .map(choice -> choice.name())
                        .or(() -> value.map(setting.kind()::show))
                        .orElseGet(() -> kit.say(locale, "setting.none"));
        return new SettingLine(
                setting,
                texts.say(locale, "settings.title"),
                title(setting, locale),
                (meaning(setting, locale) + " " + setting.kind().bounds(locale)).strip(),
                written,
                UserText.shorten(shown, LONGEST_SHOWN),
                choices);
    }

    private String title(Setting setting, Locale locale) {
        return texts.say(locale, "settings.%s.name".formatted(setting.key()));
    }

    private String meaning(Setting setting, Locale locale) {
        var meaning = texts.say(locale, "settings.%s.meaning".formatted(setting.key()));
        if (UserText.length(meaning) > LONGEST_MEANING) {
            throw new IllegalStateException(
                    "The meaning of %s has over 120 characters.".formatted(setting.key()));
        }
        return meaning;
    }

    @Override
    public void change(Map<String, String> wanted, Invocation invocation, UnitOfWork work) {
        var values = new HashMap<String, Optional<Object>>();
        for (var setting : key.settings()) {
            var written = wanted.get(setting.key());
            if (written != null) {
                values.put(setting.key(), value(setting, written, invocation));
            }
        }
        if (!values.isEmpty()) {
            work.change(key, key.with(work.settings(key), values));
        }
    }

    private Optional<Object> value(Setting setting, String written, Invocation invocation) {
        if (setting.optional() && NOTHING.contains(written.strip().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var locale = Locale.forLanguageTag(invocation.locale());
        var check = checks.getOrDefault(setting.key(), (_, _) -> Optional.empty());
        // Of a text it knows best what is wrong; of anything else it sees what was read.
        var isText = setting.kind().word() == SettingSpec.Kind.TEXT;
        if (isText) {
            refuse(check.refuse(written.strip(), invocation));
        }
        var value = setting.kind().read(written, title(setting, locale), locale);
        if (!isText) {
            refuse(check.refuse(setting.kind().write(value), invocation));
        }
        return Optional.of(value);
    }

    private static void refuse(Optional<String> sentence) {
        sentence.ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }
}
