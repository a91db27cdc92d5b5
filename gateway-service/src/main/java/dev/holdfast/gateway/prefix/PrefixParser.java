package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.Catalog;
import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.text.Letters;
import dev.holdfast.kit.text.Quantities;
import dev.holdfast.kit.text.Quantity;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
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
    private static final String HELP = "help";
    private static final int MOST_IN_USAGE = 6;

    private final Catalog catalog;
    private final OptionReader reader;
    private final String prefix;
    private final Locale locale;
    private final Texts texts = Texts.of("prefix");
    private final Quantities quantities = new Quantities();

    /**
     * Reads what was typed in one place.
     *
     * @param prefix as the person typed it, for the usage line
     */
    PrefixParser(Catalog catalog, MentionResolver named, String prefix, Locale locale) {
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
    ParsedMessage parse(String text, List<OptionValue.File> files) {
        var words = TypedWord.first(text, LONGEST_PATH);
        var path = path(catalog, words);
        var listed = catalog.longest(path);
        if (listed.isPresent()) {
            var depth = listed.get().path().words().size();
            return options(listed.get(), text.substring(words.get(depth - 1).end()), files);
        }
        var below = path.isEmpty() ? List.<CatalogEntry>of() : catalog.below(path.getFirst());
        return below.isEmpty() ? new ParsedMessage.Chatter() : incomplete(path.getFirst(), below);
    }

    private static List<String> path(Catalog catalog, List<TypedWord> words) {
        return words.stream().map(word -> command(catalog, word.text())).toList();
    }

    /** Phones write the first letter large, and some have no i without its dot. */
    private static String command(Catalog catalog, String word) {
        var folded = Letters.fold(word);
        var isShort = folded.equals(HELP.substring(0, 1)) && catalog.below(folded).isEmpty();
        return isShort ? HELP : folded;
    }

    /** Whether it begins with a command's words, right or wrong; asks nobody. */
    static boolean isCommand(Catalog catalog, String text) {
        var path = path(catalog, TypedWord.first(text, LONGEST_PATH));
        return !path.isEmpty()
                && (catalog.longest(path).isPresent() || !catalog.below(path.getFirst()).isEmpty());
    }

    private ParsedMessage options(CatalogEntry listed, String text, List<OptionValue.File> files) {
        return switch (new TypedOptions(reader, listed.spec().options(), text).read()) {
            case TypedOptions.Outcome.Read(var typed) -> {
                var values = given(listed.spec(), files);
                values.putAll(typed);
                yield complete(listed, values);
            }
            case TypedOptions.Outcome.Unreadable(var option, var typed) ->
                    wrong(listed, unreadable(option, typed));
            case TypedOptions.Outcome.Empty(var option) ->
                    wrong(listed, say("empty", option.name(), option.description()));
            case TypedOptions.Outcome.TooMuch(var typed) ->
                    wrong(listed, say("too.many", shown(typed)));
            case TypedOptions.Outcome.Unnamed(var typed, var left) ->
                    new ParsedMessage.Wrong(unnamed(listed, typed, left));
        };
    }

    private String unreadable(OptionSpec option, String typed) {
        if (TypedOptions.isCounted(option)
                && Quantity.parse(typed) instanceof Quantity.Unreadable(var fault)) {
            var sentence = quantities.refuse(locale, typed, fault);
            var isSeveralWords = !typed.equals(TypedWord.at(typed, 0).text());
            return isSeveralWords ? sentence + " " + say("several.words") : sentence;
        }
        return say("unreadable." + word(option), shown(typed), option.name());
    }

    /** What to type for the option that was meant, or else for any. */
    private String unnamed(CatalogEntry listed, String typed, List<OptionSpec> left) {
        var meant =
                left.stream().filter(option -> option.name().equalsIgnoreCase(typed)).findFirst();
        var example =
                "%s%s %s: …".formatted(prefix, listed.path(), meant.orElse(left.getFirst()).name());
        return meant.isPresent()
                ? say("unnamed.colon", meant.get().name(), example)
                : say("unnamed", shown(typed), example);
    }

    private static Map<String, OptionValue> given(CommandSpec spec, List<OptionValue.File> files) {
        var wanted = spec.options().stream().filter(it -> it.type() == OptionType.FILE).toList();
        var values = new HashMap<String, OptionValue>();
        for (var i = 0; i < Math.min(wanted.size(), files.size()); i++) {
            values.put(wanted.get(i).name(), files.get(i));
        }
        return values;
    }

    private ParsedMessage complete(CatalogEntry listed, Map<String, OptionValue> values) {
        return listed.spec().options().stream()
                .filter(option -> option.required() && !values.containsKey(option.name()))
                .findFirst()
                .<ParsedMessage>map(missing ->
                        wrong(listed, say("missing", missing.name(), missing.description())))
                .orElseGet(() -> new ParsedMessage.Complete(listed, values));
    }

    private ParsedMessage wrong(CatalogEntry listed, String sentence) {
        return new ParsedMessage.Wrong(sentence + "\n" + say("usage", usage(listed.spec())));
    }

    private ParsedMessage incomplete(String root, List<CatalogEntry> below) {
        var names =
                below.stream()
                        .map(listed -> "`" + prefix + listed.path() + "`")
                        .collect(Collectors.joining(", "));
        return new ParsedMessage.Wrong(say("incomplete", prefix + root, names));
    }

    private String usage(CommandSpec spec) {
        var isNamedOnly = spec.options().stream().filter(it -> !it.required()).limit(2).count() > 1;
        var optional = isNamedOnly ? " [%s: …]" : " [%s]";
        var more = spec.options().size() > MOST_IN_USAGE ? " …" : "";
        return spec.options().stream()
                .limit(MOST_IN_USAGE)
                .map(option -> (option.required() ? " <%s>" : optional).formatted(option.name()))
                .collect(Collectors.joining("", prefix + spec.path(), more));
    }

    private String say(String key, Object... arguments) {
        return texts.say(locale, key, arguments);
    }

    private static String word(OptionSpec option) {
        return option.type().name().toLowerCase(Locale.ROOT);
    }

    private static String shown(String typed) {
        return UserText.show(typed, LONGEST_SHOWN);
    }
}
