package dev.holdfast.kit.picture;

import java.awt.Color;

/**
 * How a text looks.
 *
 * @param size of the font in pixels, 8 to 96
 */
public record TextStyle(float size, boolean bold, Color color) {

    private static final float SMALLEST = 8;
    private static final float LARGEST = 96;

    public TextStyle {
        if (!(size >= SMALLEST && size <= LARGEST)) {
            throw new IllegalArgumentException("A text's size is 8 to 96 pixels, not " + size);
        }
    }

    public static TextStyle plain(float size) {
        return new TextStyle(size, false, Palette.TEXT);
    }

    public static TextStyle bold(float size) {
        return new TextStyle(size, true, Palette.TEXT);
    }

    /** For what matters less. */
    public static TextStyle faint(float size) {
        return new TextStyle(size, false, Palette.FAINT);
    }

    public TextStyle in(Color other) {
        return new TextStyle(size, bold, other);
    }
}
