package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.Catalog;
import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a command from a message: the longest path that its words begin with, then the options in
 * the order in which the command lists them.
 */
final class PrefixParser {

    private static final int LONGEST_PATH = 3;
    private static final int LONGEST_SHOWN = 60;

    private final Catalog catalog;
    private final OptionReader reader;
    private final String prefix;
    private final Locale locale;
    private final Texts texts = Texts.of("prefix");

    /**
     * Reads what was typed in one place.
     *
     * @param prefix as the person typed it, for the usage line
     */
    PrefixParser(Catalog catalog, Named named, String prefix, Locale locale) {
        this.catalog = catalog;
        this.reader = new OptionReader(named);
        this.prefix = prefix;
        this.locale = locale;
    }

    /**
     * Reads one message.
     *
     * @param text what follows the prefix
     * @param files that the message carries: options that take a file get them in turn
     */
    Typed parse(String text, List<OptionValue.File> files) {
        var words = Word.split(text);
        var path =
                words.stream()
                        .limit(LONGEST_PATH)
                        .map(word -> word.text().toLowerCase(Locale.ROOT))
                        .toList();
        var listed = catalog.longest(path);
        if (listed.isPresent()) {
            var depth = listed.get().path().words().size();
            return options(listed.get(), words.subList(depth, words.size()), text, files);
        }
        var below = path.isEmpty() ? List.<Listed>of() : catalog.below(path.getFirst());
        return below.isEmpty() ? new Typed.Chatter() : incomplete(path.getFirst(), below);
    }

    private Typed options(
            Listed listed, List<Word> words, String text, List<OptionValue.File> files) {
        var options = typed(listed.spec());
        var values = given(listed.spec(), files);
        for (var i = 0; i < options.size() && i < words.size(); i++) {
            var option = options.get(i);
            var takesRest = i == options.size() - 1 && isFreeText(option);
            var more = takesRest && words.size() > options.size();
            var typed = more ? text.substring(words.get(i).start()).strip() : words.get(i).text();
            var value = reader.read(option, typed);
            if (value.isEmpty()) {
                return wrong(
                        listed, say("unreadable." + word(option), shown(typed), option.name()));
            }
            values.put(option.name(), value.get());
            if (takesRest) {
                break;
            }
        }
        var takesAll = !options.isEmpty() && isFreeText(options.getLast());
        return words.size() > options.size() && !takesAll
                ? wrong(listed, say("too.many", shown(words.get(options.size()).text())))
                : complete(listed, values);
    }

    private static List<OptionSpec> typed(CommandSpec spec) {
        return spec.options().stream().filter(it -> it.type() != OptionType.FILE).toList();
    }

    private static Map<String, OptionValue> given(CommandSpec spec, List<OptionValue.File> files) {
        var wanted = spec.options().stream().filter(it -> it.type() == OptionType.FILE).toList();
        var values = new HashMap<String, OptionValue>();
        for (var i = 0; i < Math.min(wanted.size(), files.size()); i++) {
            values.put(wanted.get(i).name(), files.get(i));
        }
        return values;
    }

    private Typed complete(Listed listed, Map<String, OptionValue> values) {
        return listed.spec().options().stream()
                .filter(option -> option.required() && !values.containsKey(option.name()))
                .findFirst()
                .<Typed>map(missing ->
                        wrong(listed, say("missing", missing.name(), missing.description())))
                .orElseGet(() -> new Typed.Complete(listed, values));
    }

    private Typed wrong(Listed listed, String sentence) {
        return new Typed.Wrong(sentence + "\n" + say("usage", usage(listed.spec())));
    }

    private Typed incomplete(String root, List<Listed> below) {
        var names =
                below.stream()
                        .map(listed -> "`" + prefix + listed.path() + "`")
                        .collect(Collectors.joining(", "));
        return new Typed.Wrong(say("incomplete", prefix + root, names));
    }

    private String usage(CommandSpec spec) {
        return spec.options().stream()
                .map(option -> (option.required() ? " <%s>" : " [%s]").formatted(option.name()))
                .collect(Collectors.joining("", prefix + spec.path(), ""));
    }

    private String say(String key, Object... arguments) {
        return texts.say(locale, key, arguments);
    }

    private static boolean isFreeText(OptionSpec option) {
        return option.type() == OptionType.TEXT && option.choices().isEmpty();
    }

    private static String word(OptionSpec option) {
        return option.type().name().toLowerCase(Locale.ROOT);
    }

    private static String shown(String typed) {
        return typed.length() <= LONGEST_SHOWN ? typed : typed.substring(0, LONGEST_SHOWN) + "…";
    }
}
