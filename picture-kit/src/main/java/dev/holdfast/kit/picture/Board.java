package dev.holdfast.kit.picture;

import dev.holdfast.kit.protocol.Card;
import java.util.List;

/**
 * A list of people, such as a leaderboard: their place, picture, name and value, one below the
 * other.
 *
 * @param rows 1 to 25
 */
public record Board(String title, List<Row> rows) {

    private static final int MOST_ROWS = 25;
    private static final int WIDTH = 900;
    private static final int MARGIN = 24;
    private static final int HEAD = 76;
    private static final int ROW = 64;
    private static final int GAP = 8;
    private static final int AVATAR = 44;
    private static final int PLACE = 84;
    private static final int MOST_VALUE = 260;
    private static final int BASELINE = 41;
    private static final float SIZE = 24;

    /**
     * One of them.
     *
     * @param place such as {@code #4} or a medal
     * @param own whether it is who asked
     */
    public record Row(String place, Avatar avatar, String value, boolean own) {}

    public Board {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw new IllegalArgumentException("A board has 1 to 25 rows.");
        }
    }

    /** Draws it: 900 pixels wide, and as high as it has rows. */
    public Picture draw() {
        var picture = new Picture(WIDTH, HEAD + rows.size() * (ROW + GAP) + MARGIN - GAP);
        picture.text(title, TextStyle.bold(30), MARGIN, 50, WIDTH - 2.0 * MARGIN);
        for (var i = 0; i < rows.size(); i++) {
            draw(rows.get(i), picture, HEAD + i * (ROW + GAP));
        }
        return picture;
    }

    private static void draw(Row row, Picture picture, int top) {
        picture.panel(Palette.PANEL, MARGIN, top, WIDTH - 2.0 * MARGIN, ROW, 12);
        if (row.own()) {
            picture.panel(Palette.accent(Card.Kind.INFO), MARGIN, top + 12.0, 6, ROW - 24.0, 3);
        }
        var baseline = top + BASELINE;
        picture.text(row.place(), TextStyle.faint(SIZE), MARGIN + 20.0, baseline, PLACE - 20);
        var left = MARGIN + PLACE;
        picture.avatar(row.avatar(), left, top + (ROW - AVATAR) / 2, AVATAR);
        var right = WIDTH - MARGIN - 20.0;
        var value =
                picture.textBefore(row.value(), TextStyle.bold(SIZE), right, baseline, MOST_VALUE);
        var name = left + AVATAR + 18.0;
        var style = row.own() ? TextStyle.bold(SIZE) : TextStyle.plain(SIZE);
        picture.text(row.avatar().name(), style, name, baseline, right - value - 24 - name);
    }
}
