package dev.holdfast.roles.selfrole;

import java.util.regex.Pattern;

/** Which emoji a menu can show. */
final class MenuEmoji {

    static final int LONGEST = 60;

    private static final Pattern OF_SERVER =
            Pattern.compile("<a?:([A-Za-z0-9_]{2,32}:[0-9]{15,20})>");
    private static final Pattern ONE = Pattern.compile("\\X");
    private static final int KEYCAP = 0x20E3;
    private static final int BEYOND_LATIN = 0x2000;

    private MenuEmoji() {}

    /** None always fits; buttons and lists show those of Unicode only. */
    static boolean fits(String emoji, Menu.Kind kind) {
        return emoji.isEmpty()
                || isUnicode(emoji)
                || (kind == Menu.Kind.REACTIONS && OF_SERVER.matcher(emoji).matches());
    }

    /** As Discord names it in reactions: the sign itself, or {@code name:id} of a server's own. */
    static String reaction(String emoji) {
        return OF_SERVER.matcher(emoji).replaceFirst("$1");
    }

    /** Whether a reaction is that emoji; some clients leave out how it is drawn. */
    static boolean isReaction(String emoji, String reaction) {
        return plain(reaction(emoji)).equals(plain(reaction));
    }

    private static String plain(String reaction) {
        return reaction.replace("\uFE0F", "");
    }

    private static boolean isUnicode(String text) {
        return ONE.matcher(text).matches()
                && text.codePoints()
                        .anyMatch(each ->
                                each == KEYCAP || (each > BEYOND_LATIN && Character.isEmoji(each)));
    }
}
