package dev.holdfast.kit.picture;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a reader takes for one character: a letter with its marks, an emoji of several code points.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">Unicode: text segmentation</a>
 */
final class GraphemeClusters {

    static final int JOINER = 0x200D;
    static final int TEXT_FORM = 0xFE0E;
    static final int EMOJI_FORM = 0xFE0F;

    private static final int NON_JOINER = 0x200C;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;

    /** Nothing in a picture is longer. */
    private static final int MOST_CHARACTERS = 2_000;

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Some stack marks until they cover the lines above. */
    private static final Pattern STACKED = Pattern.compile("(\\p{M}{4})\\p{M}+");

    private GraphemeClusters() {}

    /** A text's clusters, without what shows nothing or turns the direction of what follows. */
    static List<String> of(String text) {
        var points = text.codePoints().limit(MOST_CHARACTERS).map(GraphemeClusters::spaced);
        var shown =
                points.filter(GraphemeClusters::isShown)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append);
        return CLUSTER.matcher(STACKED.matcher(shown).replaceAll("$1"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static int spaced(int point) {
        return Character.isISOControl(point) || Character.isWhitespace(point) ? ' ' : point;
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT ->
                    point == JOINER
                            || point == NON_JOINER
                            || (point >= FIRST_TAG && point <= LAST_TAG);
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    /** Whether it only changes how its neighbours look. */
    static boolean isInvisible(int point) {
        return point == JOINER || point == NON_JOINER || point == TEXT_FORM || point == EMOJI_FORM;
    }
}
