package dev.holdfast.gateway.prefix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word of a message, or several in quotes.
 *
 * @param text without the quotes
 * @param start where it begins in what was split, quotes included
 */
record Word(String text, int start) {

    private static final Pattern WORD =
            Pattern.compile("\"([^\"]*)\"|“([^”]*)”|(\\S+)", Pattern.UNICODE_CHARACTER_CLASS);

    static List<Word> split(String message) {
        var words = new ArrayList<Word>();
        var matcher = WORD.matcher(message);
        while (matcher.find()) {
            for (var group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(new Word(matcher.group(group), matcher.start()));
                }
            }
        }
        return words;
    }
}
