package dev.holdfast.health.error;

import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an error says.
 *
 * @param system whose it is, as its log file is named
 * @param exception its class; empty where there was none
 * @param message the last one's, without secrets and ids
 * @param frames our own topmost frames
 */
public record ErrorText(
        String system, String logger, String exception, String message, List<String> frames) {

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int MOST_FRAMES = 10;

    /** So long are ids of people, servers and messages. */
    private static final Pattern ID = Pattern.compile("(?<![0-9])[0-9]{15,20}(?![0-9])");

    public ErrorText {
        frames = List.copyOf(frames);
    }

    static ErrorText of(KnownError error) {
        return new ErrorText(
                storable(error.system(), LONGEST_NAME),
                storable(error.logger(), LONGEST_NAME),
                storable(error.exception(), LONGEST_NAME),
                storable(ID.matcher(error.message()).replaceAll("#"), LONGEST_MESSAGE),
                error.frames().stream()
                        .limit(MOST_FRAMES)
                        .map(frame -> storable(frame, LONGEST_NAME))
                        .toList());
    }

    /** PostgreSQL stores no character 0. */
    static String storable(String text, int longest) {
        return UserText.shorten(text.replace("\0", ""), longest);
    }

    /** The exception's name without its package, else the logger's. */
    public String title() {
        var name = exception.isEmpty() ? logger : exception;
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
