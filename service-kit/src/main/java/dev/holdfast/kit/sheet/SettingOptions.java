package dev.holdfast.kit.sheet;

import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.protocol.SheetSpec;
import dev.holdfast.kit.settings.ValueKind;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a settings command: one for each setting as long as Discord has room for them,
 * else a single one that takes {@code name: value}. Immutable.
 */
final class SettingOptions {

    private static final String CHANGE = "change";
    private static final int MOST_OPTIONS = 25;
    private static final int LONGEST = 100;

    private final Texts texts = Texts.of("kit");
    private final List<SettingSpec> settings;
    private final Map<String, ValueKind> kinds;
    private final Pattern named;

    SettingOptions(List<SheetSpec> sheets, Map<String, ValueKind> kinds) {
        this.settings = sheets.stream().flatMap(sheet -> sheet.settings().stream()).toList();
        this.kinds = Map.copyOf(kinds);
        this.named =
                Pattern.compile(
                        settings.stream()
                                .map(SettingSpec::key)
                                .collect(
                                        Collectors.joining("|", "(?:^|\\s)(?<key>", ")\\s*[:=：＝]")),
                        Pattern.CASE_INSENSITIVE);
    }

    List<OptionSpec> specs() {
        return settings.size() <= MOST_OPTIONS
                ? settings.stream().map(SettingOptions::spec).toList()
                : List.of(
                        OptionSpec.optional(
                                        CHANGE, texts.english("settings.change"), OptionType.TEXT)
                                .autocompleted());
    }

    private static OptionSpec spec(SettingSpec setting) {
        var description = UserText.shorten(setting.meaning().replaceAll("\\.$", ""), LONGEST);
        var option = OptionSpec.optional(setting.key(), description, type(setting));
        return switch (setting.kind()) {
            case CHOICE, LANGUAGE ->
                    option.oneOf(setting.choices().toArray(OptionSpec.Choice[]::new));
            case TIME_ZONE -> option.autocompleted();
            case NUMBER, TEXT, DURATION, CHANNEL, ROLE, YES_NO -> option;
        };
    }

    private static OptionType type(SettingSpec setting) {
        return switch (setting.kind()) {
            case NUMBER -> OptionType.WHOLE;
            case CHANNEL -> OptionType.CHANNEL;
            case ROLE -> OptionType.ROLE;
            case YES_NO -> OptionType.FLAG;
            case TEXT, CHOICE, DURATION, LANGUAGE, TIME_ZONE -> OptionType.TEXT;
        };
    }

    /**
     * What is wanted, by key.
     *
     * @throws IllegalArgumentException with a sentence, where no setting is named
     */
    Map<String, String> wanted(Invocation invocation) {
        var wanted = new LinkedHashMap<String, String>();
        for (var option : invocation.options().entrySet()) {
            if (option.getKey().equals(CHANGE) && !kinds.containsKey(CHANGE)) {
                wanted.putAll(named(invocation, ValueInput.written(option.getValue())));
            } else {
                wanted.put(option.getKey(), ValueInput.written(option.getValue()));
            }
        }
        return wanted;
    }

    private Map<String, String> named(Invocation invocation, String text) {
        var wanted = new LinkedHashMap<String, String>();
        var name = named.matcher(text);
        var isNamed = name.lookingAt();
        if (!isNamed) {
            throw new IllegalArgumentException(
                    texts.say(
                            invocation,
                            "settings.unknown",
                            UserText.show(text, LONGEST),
                            settings.getFirst().key()));
        }
        while (isNamed) {
            var key = name.group("key").toLowerCase(Locale.ROOT);
            var from = name.end();
            isNamed = name.find();
            wanted.put(key, text.substring(from, isNamed ? name.start() : text.length()).strip());
        }
        return wanted;
    }

    /** What fits what was typed so far into an option. */
    List<OptionSpec.Choice> complete(Completion completion, Collection<SettingLine> lines) {
        var typed = completion.typed();
        if (kinds.containsKey(completion.option())) {
            return values(completion.option(), typed, "").toList();
        }
        var name = named.matcher(typed);
        if (!name.lookingAt()) {
            return names(typed, lines);
        }
        var key = name.group("key").toLowerCase(Locale.ROOT);
        return values(key, typed.substring(name.end()).strip(), key + ": ").toList();
    }

    private Stream<OptionSpec.Choice> values(String key, String typed, String before) {
        var listed =
                settings.stream()
                        .filter(setting -> setting.key().equals(key))
                        .flatMap(setting -> setting.choices().stream())
                        .filter(choice -> contains(choice.name(), typed));
        var found =
                Objects.requireNonNull(kinds.get(key)).search(typed).stream()
                        .map(value -> new OptionSpec.Choice(value, value));
        return Stream.concat(listed, found)
                .map(it -> new OptionSpec.Choice(before + it.name(), before + it.value()));
    }

    private static List<OptionSpec.Choice> names(String typed, Collection<SettingLine> lines) {
        return lines.stream()
                .filter(line -> contains(line.key(), typed) || contains(line.title(), typed))
                .map(line ->
                        new OptionSpec.Choice(
                                UserText.shorten(
                                        "%s: %s".formatted(line.title(), line.written()), LONGEST),
                                named(line)))
                .toList();
    }

    /** What is sent is stored: no value that is cut. */
    private static String named(SettingLine line) {
        var whole = "%s: %s".formatted(line.key(), line.written());
        return UserText.shorten(whole, LONGEST).equals(whole) ? whole : line.key() + ": ";
    }

    private static boolean contains(String text, String typed) {
        return text.toLowerCase(Locale.ROOT).contains(typed.strip().toLowerCase(Locale.ROOT));
    }
}
