package dev.holdfast.gateway.prefix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word of a message, or several in quotes.
 *
 * @param text without the quotes
 * @param start where it begins in the message, quotes included
 * @param end where it ends, quotes included
 */
record TypedWord(String text, int start, int end) {

    private static final Pattern WORD =
            Pattern.compile("\"([^\"]*)\"|“([^”]*)”|(\\S+)", Pattern.UNICODE_CHARACTER_CLASS);

    /** The first so many words. */
    static List<TypedWord> first(String message, int most) {
        var words = new ArrayList<TypedWord>();
        for (var at = 0; words.size() < most && WORD.matcher(message).find(at); ) {
            words.add(at(message, at));
            at = words.getLast().end();
        }
        return words;
    }

    /**
     * The next word.
     *
     * @param from before its first character
     */
    static TypedWord at(String message, int from) {
        var matcher = WORD.matcher(message);
        if (!matcher.find(from)) {
            throw new IllegalArgumentException("There is no word behind " + from + ".");
        }
        var text =
                matcher.group(1) != null
                        ? matcher.group(1)
                        : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        return new TypedWord(text, matcher.start(), matcher.end());
    }
}
