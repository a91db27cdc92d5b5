package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.text.Letters;
import dev.holdfast.kit.text.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a command's options from what was typed behind its path: by name ({@code note: thanks}), or
 * in the order in which the command lists them. Where several options may be left out, these are
 * read by name only: nobody could say which of them an unnamed one is. Two say it themselves: a
 * mention where one option takes such a thing, and the bare name of a yes or no. For one message,
 * one thread.
 */
final class TypedOptions {

    private static final Pattern NAME =
            Pattern.compile("(?<name>[\\w\\u0130\\u0131\\u0307-]{1,32})[:=：＝]");
    private static final Pattern MENTION = Pattern.compile("<(?<sign>#|@&|@!?)[0-9]{1,19}>");
    private static final String QUOTES = "\"“";
    private static final Pattern BLANK = Pattern.compile("\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    private final OptionReader reader;
    private final String text;
    private final Map<String, OptionSpec> left = new LinkedHashMap<>();
    private final Map<String, OptionValue> values = new LinkedHashMap<>();
    private final boolean isNamedOnly;
    private int cursor;

    /** What became of it. */
    sealed interface Outcome {

        record Read(Map<String, OptionValue> values) implements Outcome {}

        /** The option has no such value. */
        record Unreadable(OptionSpec option, String typed) implements Outcome {}

        /** The option was named and nothing follows. */
        record Empty(OptionSpec option) implements Outcome {}

        /** It could be any of those that are left. */
        record Unnamed(String typed, List<OptionSpec> left) implements Outcome {}

        record TooMuch(String typed) implements Outcome {}
    }

    TypedOptions(OptionReader reader, List<OptionSpec> options, String text) {
        this.reader = reader;
        this.text = text;
        options.stream()
                .filter(option -> option.type() != OptionType.FILE)
                .forEach(option -> left.put(option.name(), option));
        this.isNamedOnly = left.values().stream().filter(it -> !it.required()).count() > 1;
    }

    Outcome read() {
        while (skipBlanks() < text.length()) {
            var flag = flag();
            if (flag.isPresent()) {
                values.put(flag.get().name(), new OptionValue.Flag(true));
                left.remove(flag.get().name());
                cursor = TypedWord.at(text, cursor).end();
                continue;
            }
            var named = named(cursor);
            var option = named.isPresent() ? named : next().or(this::mentioned);
            if (option.isEmpty()) {
                return superfluous();
            }
            left.remove(option.get().name());
            if (named.isPresent()) {
                cursor = behindName(cursor);
                skipBlanks();
            }
            var typed = take(option.get(), named.isPresent());
            if (typed.isEmpty()) {
                return new Outcome.Empty(option.get());
            }
            var value = reader.read(option.get(), typed);
            if (value.isEmpty()) {
                return new Outcome.Unreadable(option.get(), typed);
            }
            values.put(option.get().name(), value.get());
        }
        return new Outcome.Read(values);
    }

    private int skipBlanks() {
        var blank = BLANK.matcher(text).region(cursor, text.length());
        if (blank.lookingAt()) {
            cursor = blank.end();
        }
        return cursor;
    }

    /** The option whose name stands there, if it has no value yet. */
    private Optional<OptionSpec> named(int at) {
        var name = NAME.matcher(text).region(at, text.length());
        return name.lookingAt()
                ? Optional.ofNullable(left.get(Letters.fold(name.group("name"))))
                : Optional.empty();
    }

    /** The yes or no whose bare name stands there, unless it may be a word of a text. */
    private Optional<OptionSpec> flag() {
        var word = TypedWord.at(text, cursor).text();
        return next().filter(TypedOptions::isFreeText).isPresent()
                ? Optional.empty()
                : left.values().stream()
                        .filter(option -> option.type() == OptionType.FLAG)
                        .filter(option -> option.name().equalsIgnoreCase(word))
                        .findFirst();
    }

    /** The one option that takes what is mentioned there. */
    private Optional<OptionSpec> mentioned() {
        var mention = MENTION.matcher(TypedWord.at(text, cursor).text());
        if (!mention.matches()) {
            return Optional.empty();
        }
        var type =
                switch (mention.group("sign")) {
                    case "#" -> OptionType.CHANNEL;
                    case "@&" -> OptionType.ROLE;
                    default -> OptionType.PERSON;
                };
        var fitting = left.values().stream().filter(option -> option.type() == type).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private int behindName(int at) {
        var name = NAME.matcher(text).region(at, text.length());
        return name.lookingAt() ? name.end() : at;
    }

    private Optional<OptionSpec> next() {
        return left.values().stream()
                .filter(option -> option.required() || !isNamedOnly)
                .findFirst();
    }

    private Outcome superfluous() {
        var word = TypedWord.at(text, cursor).text();
        return left.isEmpty()
                ? new Outcome.TooMuch(word)
                : new Outcome.Unnamed(word, List.copyOf(left.values()));
    }

    /** What belongs to the option; the cursor stands behind it then. */
    private String take(OptionSpec option, boolean isNamed) {
        var from = cursor;
        if (from == text.length() || (isNamed && named(from).isPresent())) {
            return "";
        }
        if (isCounted(option) && QUOTES.indexOf(text.charAt(from)) < 0) {
            cursor += Quantity.end(text.substring(from));
            return text.substring(from, cursor);
        }
        var word = TypedWord.at(text, from);
        var takesMore = isFreeText(option) && (isNamed || next().isEmpty());
        cursor = takesMore ? endOfText(word.end()) : word.end();
        return cursor == word.end() ? word.text() : text.substring(from, cursor).strip();
    }

    /** A free text goes on to the next option's name. */
    private int endOfText(int from) {
        var at = from;
        while (at < text.length()) {
            var blank = BLANK.matcher(text).region(at, text.length());
            var start = blank.lookingAt() ? blank.end() : at;
            if (start == text.length() || (start > at && named(start).isPresent())) {
                return at;
            }
            at = TypedWord.at(text, start).end();
        }
        return at;
    }

    static boolean isCounted(OptionSpec option) {
        return option.quantity() || option.type() == OptionType.WHOLE;
    }

    private static boolean isFreeText(OptionSpec option) {
        return option.type() == OptionType.TEXT && option.choices().isEmpty();
    }
}
