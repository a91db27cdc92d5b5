package dev.holdfast.kit.text;

import java.util.regex.Pattern;

/**
 * Text that people wrote, cleaned for storage and escaped for display: it cannot reverse other
 * text, format, link or ping. Lengths are code points, as in Discord and PostgreSQL.
 */
public final class UserText {

    /** Embeddings, overrides and isolates: whoever writes them turns round what comes after. */
    private static final String DIRECTIONS = "\\u202A-\\u202E\\u2066-\\u2069\\u206A-\\u206F";

    private static final Pattern DISTURBING =
            Pattern.compile(
                    "[\\p{Cs}" + DIRECTIONS + "\\u200B\\u2060-\\u2065\\uFEFF\\uFFF9-\\uFFFB]");

    private static final Pattern BREAKS =
            Pattern.compile("[\\s\\p{Cc}\\p{Z}]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LINES = Pattern.compile("\\R");

    /** What shows nothing: blanks, controls, and what Unicode calls default ignorable. */
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800"
                            + "\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{1D159}\\x{E0000}-\\x{E0FFF}]*",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final String JOINING = " \u200C\u200D\uFE0F";
    private static final Pattern MARKUP = Pattern.compile("[\\\\*_~`|>#\\[\\]()<:@/-]");
    private static final char ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private UserText() {}

    /** On one line, without what turns text round; empty where there is nothing to see. */
    public static String clean(String written) {
        if (isInvisible(written)) {
            return "";
        }
        var calm = DISTURBING.matcher(written).replaceAll("");
        return BREAKS.matcher(calm).replaceAll(" ").strip();
    }

    /** Whether there is nothing to see in it. */
    public static boolean isInvisible(String written) {
        return INVISIBLE.matcher(written).matches();
    }

    /**
     * Whether something in it cannot be seen. Blanks between words can; joiners and the style of
     * emoji belong to what they join.
     */
    public static boolean hasHidden(String written) {
        return isInvisible(written) || written.codePoints().anyMatch(UserText::isHidden);
    }

    private static boolean isHidden(int character) {
        return JOINING.indexOf(character) < 0 && isInvisible(Character.toString(character));
    }

    /** In code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** At most so many code points of it, the last one an ellipsis where something is left out. */
    public static String shorten(String text, int most) {
        return length(text) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    /**
     * The whole text, for a sentence: cleaned, with its markup escaped and its direction isolated.
     */
    public static String show(String written) {
        return isolate(escape(clean(written)));
    }

    /** As {@link #show}, of several lines. */
    public static String showLines(String written) {
        return LINES.splitAsStream(written)
                .map(UserText::show)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    /** As {@link #show}, but at most so many code points of what was written. */
    public static String show(String written, int most) {
        return isolate(escape(shorten(clean(written), most)));
    }

    /** As it stands between back-ticks, where nothing is escaped and nothing else is formatted. */
    public static String code(String written, int most) {
        return shorten(clean(written), most).replace('`', 'ˋ');
    }

    private static String isolate(String text) {
        return text.isEmpty() ? "" : ISOLATE + text + POP_ISOLATE;
    }

    /** With nothing in it that Discord would format, link or turn into a ping. */
    private static String escape(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$0");
    }
}
