package dev.holdfast.ctl;

import java.util.Locale;
import java.util.PrimitiveIterator;

/**
 * Text as a terminal may be given it. People choose names, notes and reasons, and a terminal obeys
 * what is no letter: colours, titles, the cursor, the direction of writing. So that is written out,
 * as {@code \\u001b}.
 */
final class Printable {

    private Printable() {}

    static String of(String text) {
        var printable = new StringBuilder(text.length());
        for (PrimitiveIterator.OfInt each = text.codePoints().iterator(); each.hasNext(); ) {
            append(printable, each.nextInt());
        }
        return printable.toString();
    }

    private static void append(StringBuilder printable, int codePoint) {
        if (isObeyed(codePoint)) {
            printable.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
        } else {
            printable.appendCodePoint(codePoint);
        }
    }

    private static boolean isObeyed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            // Emoji are joined by U+200D, which turns nothing around.
            case Character.FORMAT -> codePoint != 0x200d;
            default -> false;
        };
    }
}
