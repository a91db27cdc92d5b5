package dev.holdfast.economy.wallet;

import dev.holdfast.kit.text.UserText;

/** Words of a person that a transfer carries, made fit to be one line of somebody's history. */
final class Memo {

    /** In characters as people count them. */
    static final int LONGEST = 200;

    private static final int SHOWN = 60;

    private Memo() {}

    /** As it is kept: one line, empty where nothing was said. */
    static String clean(String written) {
        return UserText.clean(written);
    }

    /** All of it, with nothing in it that Discord would format. */
    static String quote(String memo) {
        return UserText.show(memo);
    }

    /** As a list shows it: shortened. */
    static String show(String memo) {
        return UserText.show(memo, SHOWN);
    }
}
