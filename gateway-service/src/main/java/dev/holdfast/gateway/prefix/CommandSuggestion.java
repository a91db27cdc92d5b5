package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.Catalog;
import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.catalog.EditDistance;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.OptionValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What somebody may have meant by a word that is no command: the one command whose name is a single
 * edit away. What reads like a sentence is none: the rest of the message must fit that command.
 *
 * @param typed how to type it
 * @param runs the command that a button may run as it is
 */
record CommandSuggestion(String typed, Optional<CommandPath> runs) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]{3,32}");
    private static final int LONGEST = 100;

    /** The names that are a single edit away from the first word. */
    static List<String> near(String text, List<CatalogEntry> offered) {
        var words = TypedWord.first(text, 1);
        if (words.isEmpty() || text.length() > LONGEST) {
            return List.of();
        }
        var first = words.getFirst().text().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(first).matches()) {
            return List.of();
        }
        var names = offered.stream().map(it -> it.path().root()).distinct().toList();
        return EditDistance.near(first, names, 1);
    }

    /**
     * Guesses.
     *
     * @param text what follows the prefix
     * @param offered the commands that the person may use here
     */
    static Optional<CommandSuggestion> of(
            String text, List<CatalogEntry> offered, MentionResolver named, Locale locale) {
        var near = near(text, offered);
        if (near.size() != 1) {
            return Optional.empty();
        }
        var rest = text.substring(TypedWord.at(text, 0).end());
        return fitting(near.getFirst(), rest, offered, named, locale);
    }

    private static Optional<CommandSuggestion> fitting(
            String name,
            String rest,
            List<CatalogEntry> offered,
            MentionResolver named,
            Locale locale) {
        var commands = new TreeMap<CommandPath, CatalogEntry>();
        offered.forEach(listed -> commands.put(listed.path(), listed));
        var catalog = new Catalog(commands, new TreeMap<>(), List.of());
        var typed = name + rest;
        return switch (new PrefixParser(catalog, named, "", locale)
                .parse(typed, List.<OptionValue.File>of())) {
            case ParsedMessage.Complete(var listed, var options) ->
                    isSentence(rest, listed)
                            ? Optional.empty()
                            : Optional.of(
                                    new CommandSuggestion(
                                            typed.strip(),
                                            options.isEmpty()
                                                    ? Optional.of(listed.path())
                                                    : Optional.empty()));
            case ParsedMessage.Wrong _ ->
                    rest.isBlank()
                            ? Optional.of(new CommandSuggestion(name, Optional.empty()))
                            : Optional.empty();
            case ParsedMessage.Chatter _ -> Optional.empty();
        };
    }

    /** A text option would take any sentence. */
    private static boolean isSentence(String rest, CatalogEntry listed) {
        var words = rest.isBlank() ? 0 : rest.strip().split("\\s+").length;
        return words >= listed.path().words().size() + listed.spec().options().size();
    }
}
