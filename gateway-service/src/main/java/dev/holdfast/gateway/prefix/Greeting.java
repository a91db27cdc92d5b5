package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.Catalog;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who says no more to the bot than its name, or hello, is shown what it can do. */
final class Greeting {

    private static final CommandPath HELP = CommandPath.of("help");
    private static final Pattern AROUND = Pattern.compile("^[\\s,.:!?]+|[\\s,.:!?]+$");
    private static final Set<String> WORDS =
            Set.of("", "hi", "hey", "hello", "hi there", "hello there", "yo", "start");

    private Greeting() {}

    /**
     * Help, where the text is a greeting.
     *
     * @param text what was said to the bot, without its name
     */
    static Optional<ParsedMessage> read(String text, Catalog catalog) {
        return isGreeting(text)
                ? catalog.find(HELP).map(help -> new ParsedMessage.Complete(help, Map.of()))
                : Optional.empty();
    }

    /** All of a direct message, where it is no more than a greeting: nobody else is meant. */
    static Optional<String> whole(TypedMessage message) {
        var isDirect = message.guild().equals(GuildId.DIRECT);
        return isDirect && isGreeting(message.text())
                ? Optional.of(message.text())
                : Optional.empty();
    }

    static boolean isGreeting(String text) {
        var words = AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        return WORDS.contains(words);
    }
}
