package dev.holdfast.economy.wallet;

import java.util.regex.Pattern;

/** Words of a person that a transfer carries, made fit to be one line of somebody's history. */
final class Memo {

    static final int LONGEST = 200;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern MARKUP = Pattern.compile("([\\\\*_~`|>#\\[\\]()<:@-])");
    private static final int SHOWN = 60;

    private Memo() {}

    /** As it is kept: one line, empty where nothing was said. */
    static String clean(String written) {
        return BREAKS.matcher(written).replaceAll(" ").strip();
    }

    /** With nothing in it that Discord would format. */
    static String quote(String memo) {
        return MARKUP.matcher(memo).replaceAll("\\\\$1");
    }

    /** As a list shows it: shortened. */
    static String show(String memo) {
        var shown =
                memo.codePointCount(0, memo.length()) <= SHOWN
                        ? memo
                        : memo.substring(0, memo.offsetByCodePoints(0, SHOWN)) + "…";
        return quote(shown);
    }
}
